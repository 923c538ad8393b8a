-- title: Republished from elsewhere
-- section: Sources
-- description: Articles that name an original publication, the newest first: where it stands, and in which words the page names
--   it. Give a part of its address to see only those.
select
  title,
  published_day as published,
  source_url,
  source_text as named_as,
  site,
  url,
  id as article
from articles indexed by idx_articles_republished
where source_url is not null and instr(lower(source_url), lower(trim(:source)))
order by published_at desc, id
limit 1000
