-- title: Another language than declared
-- section: Quality
-- description: Articles whose text was found to be in another language than the page declares, the newest first.
select
  language as declared,
  language_detected as detected,
  title,
  word_count as words,
  published_day as published,
  site,
  url,
  id as article
from articles indexed by idx_articles_in_another_language
where lower(substr(language, 1, 2)) <> lower(substr(language_detected, 1, 2))
order by published_at desc, id
limit 1000
