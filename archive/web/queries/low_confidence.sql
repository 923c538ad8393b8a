-- title: Low confidence
-- section: Crawling
-- description: Fields of articles that were read with a low confidence, the lowest first. Confidence is the share of
--   evaluation pages on which a value that was found in the same way was right. The limit is 0.7 unless you
--   give another.
with lowest as materialized (
  select id from articles
  where lowest_confidence < cast(coalesce(nullif(trim(:below), ''), '0.7') as real)
  order by lowest_confidence, id limit 1000 /* page */
)
select
  field.value as confidence,
  field.key as field,
  articles.title,
  iif(json_valid(readings.found_by), json_extract(readings.found_by, '$."' || field.key || '"'), null) as found_by,
  articles.site,
  articles.url,
  articles.id as article
from lowest join articles on articles.id = lowest.id
join readings on readings.capture = articles.capture,
json_each(iif(json_valid(readings.confidence), readings.confidence, '{}')) as field
where field.value < cast(coalesce(nullif(trim(:below), ''), '0.7') as real)
order by field.value, field.key, articles.id
limit 1000
