-- title: Measures of runs
-- section: Crawling
-- description: What each crawl measured, by which later ones are judged, the newest crawl first. Give a measure, such as new,
--   changed, failed, blocked or words, to see it over time. What is zero has no row.
select
  runs.started_at as started,
  runs.site,
  run_measures.name as measure,
  round(run_measures.value, 1) as value,
  run_measures.text,
  runs.id as run
from runs cross join run_measures on run_measures.run = runs.id
where (:site = '' or runs.site = trim(:site)) and (:measure = '' or run_measures.name = trim(:measure))
order by runs.started_at desc, runs.id, run_measures.name
limit 1000
