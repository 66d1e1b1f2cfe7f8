-- The partitions' come along.
ALTER TABLE m RENAME CONSTRAINT m_d_not_null TO renamed;
