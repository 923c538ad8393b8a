-- title: Low confidence
-- section: Quality
-- description: Fields of articles that were read with a low confidence, the articles with the lowest first. Confidence is the share of
--   evaluation pages on which a value that was found in the same way was right. The limit is 0.7 unless you
--   give another.
select
  field.value as confidence,
  field.key as field,
  articles.title,
  iif(json_valid(rule_sets.found_by), json_extract(rule_sets.found_by, '$."' || field.key || '"'), null) as found_by,
  articles.site,
  articles.url,
  articles.id as article
from articles
cross join readings on readings.capture = articles.capture
cross join rule_sets on rule_sets.id = readings.rule_set
cross join json_each(iif(json_valid(rule_sets.confidence), rule_sets.confidence, '{}')) as field
where articles.lowest_confidence < cast(coalesce(nullif(trim(:below), ''), '0.7') as real)
  and field.value < cast(coalesce(nullif(trim(:below), ''), '0.7') as real)
order by articles.lowest_confidence, articles.id
