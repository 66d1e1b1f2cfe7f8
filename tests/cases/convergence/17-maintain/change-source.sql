REVOKE MAINTAIN ON app.everything FROM maint_keeper;
REVOKE SELECT ON app.m FROM maint_keeper;
GRANT MAINTAIN ON app.kept_up TO PUBLIC;
