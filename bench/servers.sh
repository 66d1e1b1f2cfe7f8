# Two throwaway servers with the settings of the benchmark. initdb refuses root, so there they run as the user postgres.

as_server() {
    if [ "$(id -u)" = 0 ]; then
        setpriv --reuid postgres --regid postgres --init-groups env -u LD_LIBRARY_PATH HOME="$BENCH_DIR" LC_ALL=C.UTF-8 "$@"
    else
        env LC_ALL=C.UTF-8 "$@"
    fi
}

start_server() {
    local data=$BENCH_DIR/data-$1
    if [ ! -f "$data/PG_VERSION" ]; then
        mkdir -p "$data"
        [ "$(id -u)" != 0 ] || chown postgres "$BENCH_DIR" "$data"
        as_server "$PGBIN/initdb" -D "$data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 -N >/dev/null
        cat >>"$data/postgresql.conf" <<S
port = $1
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = off
shared_buffers = 512MB
max_wal_size = 6GB
autovacuum = off
max_connections = 60
max_locks_per_transaction = 256
log_min_messages = warning
S
    fi
    as_server "$PGBIN/pg_ctl" -D "$data" status >/dev/null || as_server "$PGBIN/pg_ctl" -D "$data" -l "$data/server.log" -w start >/dev/null
}

stop_server() { as_server "$PGBIN/pg_ctl" -D "$BENCH_DIR/data-$1" -m fast -w stop >/dev/null; }

# The CPU seconds of a server so far: the postmaster, its children of now, and those that have ended.
cpu_seconds() {
    local postmaster process ticks=0
    postmaster=$(head -1 "$BENCH_DIR/data-$1/postmaster.pid")
    for process in $postmaster $(pgrep -P "$postmaster"); do
        ticks=$((ticks + $(sed 's/.*) //' "/proc/$process/stat" 2>/dev/null | awk -v ended="$([ "$process" = "$postmaster" ] && echo 1 || echo 0)" '{ print $12 + $13 + (ended ? $14 + $15 : 0) }' || echo 0)))
    done
    awk "BEGIN { print $ticks / $(getconf CLK_TCK) }"
}

prepare_database() {
    if [ "$(psql -XAtq -p "$SOURCE_PORT" -d postgres -c "SELECT 1 FROM pg_database WHERE datname = '$1'")" = 1 ]; then return; fi
    echo "preparing $1" >&2
    psql -Xq -p "$SOURCE_PORT" -d postgres -c "CREATE DATABASE \"$1\" TEMPLATE template0"
    if [ "$1" = wide ]; then
        "$PGBIN/pgbench" -p "$SOURCE_PORT" -i -I dtGvpf -q -s 50 --foreign-keys "$1" >&2
    else
        psql -Xq -v ON_ERROR_STOP=1 -v scale="$SCALE" -d "$SOURCE" -f "$here/databases/$1.sql" >&2
    fi
    psql -Xq -p "$SOURCE_PORT" -d "$1" -c CHECKPOINT
}

empty_target() {
    psql -Xq -p "$TARGET_PORT" -d postgres -c "DROP DATABASE IF EXISTS \"$database\"" -c "CREATE DATABASE \"$database\" TEMPLATE template0" -c CHECKPOINT 2>/dev/null
}
