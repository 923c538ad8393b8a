-- title: Doubtful
-- section: Crawling
-- description: Values of articles that are less sure than a limit between 0 and 1, the least sure first; without one,
--   0.7. How sure a value is: the share of evaluation pages on which one that was found for the same reason was right.
select
  sure.value as confidence,
  sure.key as field,
  articles.title,
  json_extract(readings.found_by, '$."' || sure.key || '"') as found_by,
  articles.site,
  articles.url,
  articles.id as article
from articles
join readings on readings.capture = articles.capture,
json_each(readings.confidence) as sure
where sure.value < cast(coalesce(nullif(trim(:below), ''), '0.7') as real)
order by sure.value, sure.key, articles.id
limit 1000
