# Analysis of an archive in R: articles a month by category, views over time, and who is cited.
#
# It starts from four files that `commentary export` writes (the notebook docs/analysis.ipynb tells how), and needs
# nothing but R itself:
#
#     Rscript docs/analysis.R exports charts.pdf

given <- commandArgs(trailingOnly = TRUE)
folder <- if (length(given) > 0) given[1] else "exports"
output <- if (length(given) > 1) given[2] else "charts.pdf"

read_export <- function(name) {
  # Ids have up to 16 digits, more than a number of R keeps.
  read.csv(file.path(folder, name), colClasses = "character", na.strings = "", encoding = "UTF-8", check.names = FALSE)
}

articles <- read_export("articles.csv")
categories <- read_export("categories.csv")
views <- read_export("view_counts.csv")
citations <- read_export("citations.csv")
cat(nrow(articles), "articles,", nrow(citations), "citations\n")

pdf(output, width = 11, height = 5)

# Articles a month, by category: an article in several categories counts in each of them.
named <- merge(articles[c("id", "published_day")], categories, by.x = "id", by.y = "article")
named <- named[!is.na(named$published_day), ]
largest <- names(sort(table(named$name), decreasing = TRUE))[1:6]
named$category <- ifelse(named$name %in% largest, named$name, "others")
by_month <- table(named$category, substr(named$published_day, 1, 7))
stopifnot(sum(by_month) == nrow(named))
colours <- hcl.colors(nrow(by_month), "Set 2")
barplot(by_month, col = colours, border = NA, las = 2, cex.names = 0.7, ylab = "articles", main = "Articles a month by category")
legend("topleft", rownames(by_month), fill = colours, border = NA, bty = "n", cex = 0.8)

# Views over time: exact counts only, since a rounded one such as 1.6k cannot be compared with them.
views$views <- as.numeric(views$views)
views$at <- as.POSIXct(sub("\\+00:00$", "", views$captured_at), format = "%Y-%m-%dT%H:%M:%S", tz = "UTC")
exact <- views[is.na(views$views_rounded) | tolower(views$views_rounded) != "true", ]
series <- Filter(function(counts) nrow(counts) > 1, split(exact, exact$article))
gained <- sapply(series, function(counts) diff(range(counts$views)))
series <- series[order(gained, decreasing = TRUE)][seq_len(min(8, length(series)))]
drawn <- do.call(rbind, series)
plot(drawn$at, drawn$views, type = "n", ylim = c(0, max(drawn$views)), xlab = "", ylab = "views", main = "Views over time")
for (number in seq_along(series)) {
  counts <- series[[number]][order(series[[number]]$at), ]
  lines(counts$at, counts$views, type = "b", col = number, pch = 19)
}
legend("bottomright", substr(basename(names(series)), 1, 40), col = seq_along(series), lty = 1, bty = "n", cex = 0.7)

# Who is cited: how many articles link to each domain.
domains <- unique(citations[citations$kind == "domain", c("Source", "Target")])
cited <- tail(sort(table(domains$Target)), 15)
par(mar = c(5, 14, 4, 2))
barplot(cited, horiz = TRUE, las = 1, border = NA, xlab = "articles that link to it", main = "Who is cited")

invisible(dev.off())
cat("Three charts in", output, "\n")
