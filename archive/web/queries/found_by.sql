-- title: Rules in use
-- section: Crawling
-- description: Which extraction rule found each field, in how many articles of a site and in what share of them. A share
--   that falls suddenly is often the first sign that a site has new templates.
with sets as materialized (
  -- Articles whose fields were all found by the same rules, with a capture of one of them.
  select site, rules, count(*) as articles, min(capture) as capture from articles group by site, rules
),
shares as (
  select sets.site, found.key as field, found.value as rule, cast(total(sets.articles) as integer) as articles
  from sets join readings on readings.capture = sets.capture join rule_sets on rule_sets.id = readings.rule_set,
  json_each(iif(json_valid(rule_sets.found_by), rule_sets.found_by, '{}')) as found
  group by sets.site, found.key, found.value
)
select
  shares.site,
  field,
  rule,
  shares.articles,
  round(100.0 * shares.articles / (select total(articles) from sets where sets.site = shares.site), 1) as percent
from shares
order by shares.site, field, shares.articles desc, rule
