-- title: Republished from elsewhere
-- section: Sources
-- description: Articles that name an original publication, among the newest 10,000: where it stands, and in which words the
--   page names it. Give a part of its address to see only those.
select
  title,
  published_day as published,
  source_url as original,
  source_text as named_as,
  site,
  url,
  id as article
from (
  select title, published_day, published_at, source_url, source_text, site, url, id from articles
  order by published_at desc limit 10000
)
where source_url is not null and instr(lower(source_url), lower(trim(:source)))
order by published_at desc, id
limit 1000
