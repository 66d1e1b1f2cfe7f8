-- 20 schemas of 250 tables: each with a key, a second index, a foreign key and 10 rows. Commits every 50 tables, so that no setting is too small.
\set ON_ERROR_STOP on
set client_min_messages=warning; set synchronous_commit=off;
do $$
begin
  for s in 1..20 loop
    execute format('create schema s%s', to_char(s,'FM00'));
    for t in 1..250 loop
      execute format('create table s%1$s.t%2$s (id int primary key, ref int, name text not null default ''x'', amount numeric(10,2), at timestamptz not null default ''2024-01-01'', data jsonb)', to_char(s,'FM00'), to_char(t,'FM000'));
      execute format('insert into s%1$s.t%2$s select i, case when %3$s>1 then i end, ''row ''||i, i*1.5, timestamptz ''2024-01-01''+i*interval ''1 day'', jsonb_build_object(''k'',i) from generate_series(1,10) i', to_char(s,'FM00'), to_char(t,'FM000'), t);
      execute format('create index on s%1$s.t%2$s (name, at)', to_char(s,'FM00'), to_char(t,'FM000'));
      if t>1 then execute format('alter table s%1$s.t%2$s add foreign key (ref) references s%1$s.t%3$s(id)', to_char(s,'FM00'), to_char(t,'FM000'), to_char(t-1,'FM000')); end if;
      if t%50=0 then commit; end if;
    end loop;
  end loop;
end $$;
analyze;
