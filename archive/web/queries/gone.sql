-- title: Gone
-- section: Changes
-- description: Articles that their site has deleted or withdrawn since we read them. Their text stays here.
select
  gone_at as gone,
  case gone_status when 410 then 'withdrawn' else 'deleted' end as how,
  gone_status as status,
  title,
  case published_precision when 'day' then substr(published_at, 1, 10) else published_at end as published,
  last_captured_at as last_seen,
  site,
  url,
  id as article
from articles
where gone_at is not null
order by gone_at desc, id
