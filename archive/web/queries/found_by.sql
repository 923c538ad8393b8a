-- title: Rules in use
-- section: Crawling
-- description: Which extraction rule found each field, in how many articles of a site and in what share of them. A share
--   that falls suddenly is often the first sign that a site has new templates.
with shares as (
  select articles.site, found.key as field, found.value as rule, count(*) as articles
  from articles
  join readings on readings.capture = articles.capture,
  json_each(iif(json_valid(readings.found_by), readings.found_by, '{}')) as found
  group by articles.site, found.key, found.value
)
select
  shares.site,
  field,
  rule,
  shares.articles,
  round(100.0 * shares.articles / (select count(*) from articles where articles.site = shares.site), 1) as percent
from shares
order by shares.site, field, shares.articles desc, rule
