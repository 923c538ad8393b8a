-- title: Missing articles
-- section: Crawling
-- description: URLs that a sitemap, feed, listing or article links to and for which the archive has no article, with the
--   reason, in the order of sites and URLs. URLs that a finished run did not request because they do not match the profile's
--   pattern for articles are left out. So are pages of another kind, such as listings; see Pages that are not articles.
select
  reason,
  url,
  (
    select group_concat(kind, ', ')
    from (select distinct json_extract(value, '$.kind') as kind from json_each(sources) order by kind)
  ) as named_by,
  found_at as found,
  answered_at as answered,
  leads_to,
  site
from missing_articles
where not is_other_kind(reason)
  and (reason <> 'never asked for' or not exists (
    select 1 from runs
    where runs.site = missing_articles.site and runs.status = 'finished' and runs.finished_at >= found_at
  ))
order by site, url
