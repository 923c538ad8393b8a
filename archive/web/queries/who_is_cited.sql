-- title: Who is cited
-- section: Articles
-- description: The domains that articles link to, other than their own, by the number of articles that cite them.
with cited as materialized (
  select name as domain, articles from tallies where what = 'domain' and site = ''
  order by articles desc, name limit 500
)
select
  domain,
  articles,
  (
    select group_concat(site, ', ') from (
      select each.site from tallies as sites
      join tallies as each on each.what = 'domain' and each.site = sites.name and each.name = cited.domain
      where sites.what = 'site' and sites.site = '' order by each.articles desc, each.site
    )
  ) as sites
from cited
order by articles desc, domain
