-- title: Gone
-- section: Changes
-- description: Articles that their site has deleted or withdrawn since we read them. Their text stays here.
select
  gone_at as gone,
  case gone_status when 410 then 'withdrawn' else 'deleted' end as how,
  gone_status as status,
  title,
  published_at as published,
  last_captured_at as last_seen,
  site,
  url,
  id as article
from articles
where gone_at is not null
order by gone_at desc, id
