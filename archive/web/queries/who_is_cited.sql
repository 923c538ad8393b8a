-- title: Who is cited
-- section: Sources
-- description: The domains that articles link to, other than their own, by the number of articles that cite them.
-- chart: bars x=domain y=articles
-- counts: articles by domain
select
  cited.name as domain,
  cited.articles,
  (
    select group_concat(site, ', ') from (
      select each.site from tallies as sites
      join tallies as each on each.what = 'domain' and each.site = sites.name and each.name = cited.name
      where sites.what = 'site' and sites.site = '' order by each.articles desc, each.site
    )
  ) as sites
from tallies as cited
where cited.what = 'domain' and cited.site = ''
order by cited.articles desc, domain
limit 500
