-- title: Alarms
-- section: Crawling
-- description: What of each site a person should look at, by what its own past was, the open ones first. An alarm ends with
--   the first run that no longer shows it.
select
  site,
  kind,
  subject,
  case when ended_at is null then 'open' else 'over' end as state,
  began_at as began,
  ended_at as ended,
  what,
  "do" as what_to_do,
  began_run as run
from alarms
order by ended_at is not null, began_at desc, site, kind, subject
limit 1000
