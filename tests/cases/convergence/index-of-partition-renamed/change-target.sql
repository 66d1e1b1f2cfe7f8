ALTER INDEX p1ix RENAME TO p1ixren;
ALTER INDEX p1_id_k_idx RENAME TO p1_other;
ALTER INDEX k1_pkey RENAME TO k1_other;
ALTER INDEX plain_k RENAME TO plain_other;
