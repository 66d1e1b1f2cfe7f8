# One function per method. Before each the target is empty, but for those that begin with refresh or plan.

program=$BENCH_DIR/pgclone/PgClone.Cli

# Says the largest resident memory of the runner, in kB, which GNU time would, were it installed.
measured() {
    "$@" &
    local process=$! peak=0 now
    while kill -0 $process 2>/dev/null; do
        now=$(awk '/^VmHWM/ { print $2 }' "/proc/$process/status" 2>/dev/null) || now=
        [ -z "$now" ] || peak=$now
        sleep 0.1
    done
    echo "PEAK_KB $peak"
    wait $process
}

build_pgclone() {
    [ -n "${BUILT:-}" ] || dotnet publish "$REPOSITORY/src/PgClone.Cli" -c Release --use-current-runtime --self-contained -o "${program%/*}" --disable-build-servers -v quiet >&2
    cat >"$work/clone.pgclone.yaml" <<Y
version: 1
name: bench
sources: { source: { connection: { env: SOURCE } } }
targets: { target: { connection: { env: TARGET } } }
clones:
  - { name: all, target: target, objects: ["*"] }
Y
}

before_method() {
    case $1 in
        plan*) [ "$(psql -XAtq -d "$TARGET" -c "SELECT to_regnamespace('pgclone') IS NOT NULL" 2>/dev/null)" = t ] || { empty_target; method_pgclone >/dev/null 2>&1; } ;;
        refresh*) before_method plan; change_one_percent ;;
        *) empty_target ;;
    esac
    [ "$1" != limit ] || limit_prepare
    # A run that finds nothing to do writes down when that was.
    [ "$1" != plan-quiet ] || method_pgclone >/dev/null 2>&1
    # Others write to a source, if not to these tables.
    [ "$1" != plan ] || psql -XAtq -d "$SOURCE" -c "SELECT pg_current_xact_id()" >/dev/null
}

# A hundredth of the rows of every table with a key, spread over all pages.
change_one_percent() { psql -Xq -d "$SOURCE" -f "$here/databases/$database-change.sql" >/dev/null; psql -Xq -d "$SOURCE" -c CHECKPOINT; }

method_pgclone() { measured "$program" apply "$work/clone.pgclone.yaml" --yes --jobs "$JOBS"; }
method_refresh() { method_pgclone; }
method_plan() { method_new_plan --detailed-exitcode; }
method_plan_quiet() { method_plan; }
method_new_plan() { measured "$program" plan "$work/clone.pgclone.yaml" --jobs "$JOBS" "$@"; }
method_pgcopydb() { pgcopydb clone --source "$SOURCE" --target "$TARGET" --dir "$work/pgcopydb" --table-jobs "$JOBS" --index-jobs "$JOBS"; }
method_dump_psql() { pg_dump -d "$SOURCE" | psql -Xq -v ON_ERROR_STOP=1 -d "$TARGET" -o /dev/null; }
method_dump_restore() { pg_dump -Fd -j "$JOBS" -d "$SOURCE" -f "$work/dump" && pg_restore -j "$JOBS" -d "$TARGET" "$work/dump"; }
method_dump_restore_z0() { pg_dump -Fd -Z0 -j "$JOBS" -d "$SOURCE" -f "$work/dump" && pg_restore -j "$JOBS" -d "$TARGET" "$work/dump"; }

# The limit: what can be done by hand with psql and full knowledge of the database. Reading the catalog and splitting the dump is not timed.
# Tables go as binary pipes, those above 200 MB cut into one range of pages per job; then keys and indexes, then foreign keys, by so many jobs.
# A database of thousands of tables goes as one text stream per job.
method_limit() {
    psql -Xq -d "$TARGET" -f "$work/limit/pre-data.sql" -o /dev/null
    if [ "$(wc -l <"$work/limit/tables")" -le 300 ]; then
        local phase
        tr '\n' '\0' <"$work/limit/tables" | xargs -0 -P "$JOBS" -I{} bash -c 'limit_copy "$1"' _ {}
        for phase in indexes foreign-keys; do
            tr '\n' '\0' <"$work/limit/$phase" | xargs -0 -P "$JOBS" -I{} bash -c 'limit_sql "$1"' _ {}
        done
    else
        limit_streams
    fi
    psql -Xq -d "$TARGET" -f "$work/limit/rest" -o /dev/null
}

limit_prepare() {
    rm -rf "$work/limit"
    mkdir -p "$work/limit"
    pg_dump --section=pre-data -d "$SOURCE" >"$work/limit/pre-data.sql"
    pg_dump --section=post-data -d "$SOURCE" | "$here/split-post-data" "$work/limit"
    psql -XAtq -d "$SOURCE" -v jobs="$JOBS" >"$work/limit/tables" <<'Q'
WITH tables AS (
  SELECT format('%I.%I', nspname, relname) AS name, pg_table_size(c.oid) AS bytes, pg_relation_size(c.oid) / 8192 AS pages,
         (SELECT string_agg(quote_ident(attname), ',' ORDER BY attnum) FROM pg_attribute
          WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '') AS columns
  FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE relkind = 'r' AND nspname !~ '^pg_|^information_schema$')
SELECT name || '|' || columns || '|' || CASE WHEN bytes > 200e6 THEN format('WHERE ctid >= ''(%s,0)'' AND ctid < ''(%s,0)''',
         part * pages / :jobs, CASE WHEN part = :jobs - 1 THEN 4294967295 ELSE (part + 1) * pages / :jobs END) ELSE '' END
FROM tables, generate_series(0, CASE WHEN bytes > 200e6 THEN :jobs - 1 ELSE 0 END) AS part ORDER BY bytes DESC
Q
}

limit_copy() {
    local table columns range query
    IFS='|' read -r table columns range <<<"$1"
    [ -n "$range" ] && query="COPY (SELECT $columns FROM ONLY $table $range)" || query="COPY $table ($columns)"
    psql -XAtq -d "$SOURCE" -c "$query TO STDOUT (FORMAT binary)" | psql -XAtq -d "$TARGET" -c "SET synchronous_commit = off" -c "COPY $table ($columns) FROM STDIN (FORMAT binary)"
}

limit_sql() { psql -XAtq -d "$TARGET" -c "SET maintenance_work_mem = '256MB'" -c "SET max_parallel_maintenance_workers = 0" -c "$1" -o /dev/null; }
export -f limit_copy limit_sql

limit_streams() {
    local job phase
    for job in $(seq 0 $((JOBS - 1))); do
        awk -F'|' -v jobs="$JOBS" -v job="$job" 'BEGIN { print "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;" }
            NR % jobs == job { printf "\\echo COPY %s(%s) FROM stdin;\nCOPY %s(%s) TO STDOUT;\n\\echo '"'"'\\\\.'"'"'\n", $1, $2, $1, $2 }' "$work/limit/tables" >"$work/limit/copy-$job.sql"
        ({ echo 'BEGIN;'; psql -XAtq -v ON_ERROR_STOP=1 -d "$SOURCE" -f "$work/limit/copy-$job.sql"; echo 'COMMIT;'; } | psql -XAtq -v ON_ERROR_STOP=1 -d "$TARGET" -o /dev/null) &
    done
    wait
    for phase in indexes foreign-keys; do
        for job in $(seq 0 $((JOBS - 1))); do
            (awk -v jobs="$JOBS" -v job="$job" 'BEGIN { print "BEGIN;" }
                { match($0, /s[0-9][0-9]\./); schema = substr($0, RSTART + 1, 2) + 0 } schema % jobs == job { print; if (++n % 100 == 0) print "COMMIT; BEGIN;" }
                END { print "COMMIT;" }' "$work/limit/$phase" | psql -XAtq -d "$TARGET" -o /dev/null) &
        done
        wait
    done
}
