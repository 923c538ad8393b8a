-- title: Which site cites which domain
-- section: Sources
-- description: The domains to which the articles of each site link, by the number of articles that do. Give a site to see only
--   its domains.
-- chart: bars x=domain y=articles by=site
-- counts: articles by site domain
select
  site,
  name as domain,
  articles
from tallies
where what = 'domain' and site <> '' and (:site = '' or site = trim(:site))
order by articles desc, site, domain
limit 500
