ALTER INDEX m_id RENAME TO m_renamed;
