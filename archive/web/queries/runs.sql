-- title: Runs
-- section: Crawling
-- description: Every crawl: when it ran, how it ended, and what came of it. A doubtful run missed nearly
--   every page that was there before; it makes no article gone.
select
  started_at as started,
  site,
  status || case doubtful when 1 then ', doubtful' else '' end as status,
  requests,
  articles_new as new,
  articles_changed as changed,
  articles_same as same,
  refused,
  failed,
  round(bytes / 1e6, 2) as megabytes,
  round(seconds, 1) as seconds,
  id as run
from runs
order by started_at desc, id
limit 1000
