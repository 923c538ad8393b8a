"""Words beside the numbers that pages print of an article: views, comments, minutes to read (values only).

Regular expressions over lower-case text, in the languages with most news sites. To add a language: its words.
"""

VIEWS = (
    "(?:page ?|post ?|total ?)?views|(?<=1 )view|hits|reads|aufrufe|zugriffe|mal gelesen|klicks|vues?|lectures|"
    "fois lu|vistas|visitas|lecturas|visualizaciones|visualizzazioni|letture|visualizações|leituras|acessos|weergaven|"
    "keer (?:bekeken|gelezen)|visningar|visninger|lukukertaa|katselukertaa|wyświetle[nń]i?a?|odsłony?|zobrazení|"
    "přečtení|vizualizări|afișări|megtekintés|просмотр(?:ов|а|ы)?|перегляд(?:ів|и)?|преглед[аи]|прочитань|"
    "(?:kez )?(?:görüntülenme|okunma|okundu)|görüntüleme|kali dibaca|dilihat|dibaca|lượt (?:xem|đọc)|閲覧(?:数)?|"
    "조회(?:수)?|(?:阅读|閱讀|浏览|瀏覽|点击|點擊|點閱)[数數量]?|مشاهدات?|مشاهدة|قراءة|بازدید|προβολές|צפיות|व्यूज"
)
COMMENTS = (
    "comments?|responses?|replies|thoughts? on|kommentare?|commentaires?|comentarios?|commenti|commento|comentários?|"
    "reacties?|kommentarer|kommenttia|komentarz[ye]?|komentář[eů]?|comentarii|hozzászólás|комментари(?:ев|й|я|и)|"
    "коментар(?:ів|і|я|а)?|yorum|komentar|bình luận|コメント|댓글|评论|評論|留言|تعليقات?|نظرات?|σχόλια|תגובות"
)
MINUTES = (
    "min(?:ute|uten|uti|uto|utos|utes|uter|uuttia|ut|uty)?s?\\.?|dk\\.?|dakika|мин(?:\\.|ут[аы]?)?|хв(?:\\.|илин[аи]?)?|"
    "phút|menit|分(?:钟|鐘|で)?|분|دقائق|دقيقة|دقیقه|λεπτά|דקות|मिनट"
)
READING = (
    "read(?:ing)?(?: time)?|to read|lesezeit|lesedauer|(?:de |temps de )?lecture|(?:de |tiempo de )?lectura|"
    "(?:di |tempo di )?lettura|(?:de |tempo de )?leitura|leestijd|leestid|lesetid|läsning|lästid|læsetid|lukuaika|"
    "czytania|čtení|citire|olvasás|чтени[ея]|читання|okuma|(?:waktu )?baca|membaca|đọc|読め|阅读|閱讀|읽기|"
    "قراءة|مطالعه"
)
