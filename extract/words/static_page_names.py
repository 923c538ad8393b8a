"""Names of static pages in many languages, as the last segment of their URLs or as their titles (values only).

Words of a name are joined by `-`; case and accents do not matter. To add a language: its names in the lines below.
"""

# Whatever is on such a page, no author wrote it for readers: accounts, shops, law.
_ALWAYS = """
    register registration sign-up signup log-in login sign-in my-account account my-bookmarks bookmarks my-reading-list
    reading-list favorites favourites my-profile edit-profile lost-password reset-password logout unsubscribe
    cart checkout basket my-orders thank-you order-received
    registrieren registrierung anmelden anmeldung mein-konto merkliste warenkorb passwort-vergessen
    inscription connexion mon-compte panier mes-favoris mot-de-passe-oublie registro iniciar-sesion mi-cuenta carrito
    registrazione accedi il-mio-account carrello cadastro entrar minha-conta carrinho kayit kayit-ol giris giris-yap
    hesabim kaydedilenler rejestracja logowanie moje-konto koszyk registreren inloggen mijn-account winkelwagen
    регистрация войти вход личный-кабинет корзина закладки تسجيل تسجيل-الدخول حسابي 登録 会員登録 ログイン 登录 注册 회원가입 로그인
    privacy privacy-policy privacy-notice privacy-statement cookie-policy cookies terms terms-of-use terms-of-service
    terms-and-conditions terms-conditions disclaimer legal legal-notice imprint gdpr accessibility-statement
    datenschutz datenschutzerklarung datenschutzerklaerung datenschutzhinweise impressum agb nutzungsbedingungen barrierefreiheit cookie-richtlinie-eu
    mentions-legales politique-de-confidentialite conditions-d-utilisation conditions-generales cgu
    aviso-legal politica-de-privacidad politica-de-cookies condiciones-de-uso terminos-y-condiciones
    informativa-privacy note-legali termini-e-condizioni politica-de-privacidade termos-de-uso
    gizlilik-politikasi gizlilik kullanim-kosullari kvkk cerez-politikasi polityka-prywatnosci regulamin
    privacyverklaring privacybeleid algemene-voorwaarden integritetspolicy personvern privatlivspolitik tietosuoja
    политика-конфиденциальности пользовательское-соглашение سياسة-الخصوصية プライバシーポリシー 利用規約 隐私政策 개인정보처리방침
"""
# A long page of such a name may be an essay of its author all the same.
_SHORT = """
    about about-us about-me who-we-are our-team team staff masthead contact contact-us contacts get-in-touch jobs careers
    vacancies work-with-us join-us submit submissions write-for-us contribute guidelines advertise donate support-us
    subscribe newsletter faq sitemap search links our-mission how-to-support-us
    uber-uns ueber-uns uber-mich ueber-mich wer-wir-sind redaktion kontakt stellen stellenangebote karriere mediadaten
    unsere-mission unterstutzen-sie-uns unterstuetzen-sie-uns
    spenden a-propos qui-sommes-nous equipe notre-mission nous-soutenir soutenez-nous contact-nous nous-contacter emplois recrutement faire-un-don
    nuestra-mision apoyanos acerca-de sobre-nosotros quienes-somos contacto contactanos empleo trabaja-con-nosotros
    chi-siamo contatti lavora-con-noi redazione sobre sobre-nos quem-somos contato fale-conosco trabalhe-conosco
    hakkinda hakkimizda iletisim kunye kariyer is-ilanlari o-nas kim-jestesmy wesprzyj-nas kdo-jsme kto-sme podporte-nas kontakt-z-nami praca redakcja
    over-ons over-mij vacatures om-oss om kontakta-oss kontakt-os tietoa-meista yhteystiedot
    о-нас о-проекте контакты вакансии редакция про-нас من-نحن اتصل-بنا درباره-ما تماس-با-ما 会社概要 お問い合わせ 关于我们 联系我们 회사소개 문의하기
"""
ALWAYS_STATIC = tuple(_ALWAYS.split())
STATIC_IF_SHORT = tuple(_SHORT.split())
