-- title: Renamed articles
-- section: Changes
-- description: Articles whose address was changed, with the former one, the newest change first.
select
  changed_at as seen,
  title,
  previous_url as former_address,
  unchanged_until as last_seen_there,
  status,
  changes.site,
  url,
  articles.id as article
from changes join articles on articles.id = changes.article_id
where change = 'renamed'
order by changed_at desc, articles.id, previous_url
limit 500
