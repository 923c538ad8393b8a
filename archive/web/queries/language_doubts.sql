-- title: Another language than declared
-- section: Quality
-- description: Articles among the newest 10,000 whose text was found to be in another language than the page declares.
select
  language as declared,
  language_detected as detected,
  title,
  word_count as words,
  published_day as published,
  site,
  url,
  id as article
from (
  select title, language, language_detected, word_count, published_day, published_at, site, url, id from articles
  order by published_at desc limit 10000
)
where language_detected is not null and language is not null
  and lower(substr(language, 1, 2)) <> lower(substr(language_detected, 1, 2))
order by published_at desc, id
limit 1000
