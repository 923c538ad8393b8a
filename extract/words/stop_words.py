"""Stop words: the short words that every text of a language is full of, by language code (values only).

About thirty of each; what tells near kin apart (Danish `af`, Norwegian `av`) matters most. To add a language: a line
in the table of its script, and a test with a paragraph of it.
"""

LATIN = {
    "af": "die en het is van in nie wat vir om te met hy sy op dat ek ook aan was kan maar hulle ons word deur by",
    "az": "və bu ki ilə üçün bir də da olan edib görə daha deyib sonra çox amma lakin kimi həm isə olub onun hər heç",
    "ca": "el la els les de i que en un una és amb per al del no ha es més com però aquest aquesta també són ser hi",
    "cs": "a že je se na v to s z do o i ale jako by který která které podle jsou jsem bylo být ještě nebo také už pro ve při jeho",
    "cy": "yr y yn a i o ar am fod mae ei wedi gan ond oedd hefyd eu hyn bydd sydd nid cael gyda fel",
    "da": "og i at er en til af det på for med der som den de har ikke blev om var sig et efter også havde mig meget hvad nu skal",
    "de": "der die und in das ist nicht von zu den mit sich ein eine auf es für auch dem des im als an wie hat aus bei sind oder wird",
    "en": "the and of to in a is that it for was on with as he be at by this are have from or not but they his which you we",
    "es": "de la que el en y los se del las un por con una para su es al lo como más o pero sus le ha este esta también fue no",
    "et": "ja on et ei see oli ka kui ta mis aga oma seda või kes kuid selle olid nii veel saab siis ning ole",
    "eu": "eta da ez bat du zen ere dira egin izan dute baina hau duen zuen beste hori den baino izango ditu dela",
    "fi": "ja on ei että se oli hän myös mutta ovat kun joka tai niin kuin jos sen mukaan olla vain nyt ole mitä jo ollut",
    "fr": "de la le et les des en un une du que est pour qui dans a par plus pas au sur ne se ce il avec sont ont mais cette",
    "ga": "an na agus a ar is go i le bhí tá sé ag leis seo don níl ach sin nach siad mar bhfuil raibh",
    "gl": "de a o que e do da en un unha os as para con non por se é ao máis como na no pero súa tamén polo pola foi xa",
    "hr": "je i u se na da su za od s koji a o što kao ne te bi nije ali koja ili bila gdje samo biti prije nakon uvijek tko",
    "hu": "a az és hogy nem is egy meg de ez volt csak azt már el mint ha van még aki amely vagy lehet majd sem kell",
    "id": "yang dan di dengan untuk dari ini pada itu tidak dalam akan ke juga oleh karena bisa saat bahwa adalah tersebut telah namun sebagai mereka ia kata",
    "is": "og að er í á sem var það til um með en við ekki hann fyrir hefur af þetta verið hún ég þar eru frá þeir",
    "it": "di e che la il un a per in una del non è sono con le della si da al i nel dei anche alla come più ma ha gli questo",
    "la": "et in est non ad ut cum sed qui quod ex quae si de per aut esse enim sunt etiam eius hoc nec atque ab",
    "lt": "ir kad į yra tai su iš buvo bet už kaip ne jis apie nuo tik bei jau dar iki pat jo arba taip būti kuris kurie",
    "lv": "un ir ka no ar uz par tas kas bet arī lai nav to pie viņš bija ko ja gan vai jau pēc kā tika būs tikai",
    "ms": "yang dan di dengan untuk dari ini pada itu tidak dalam akan ke juga oleh kerana boleh bahawa ialah tersebut telah sebagai mereka beliau berkata manakala turut tetapi",
    "mt": "li u ta il ma fil biex dan din huwa kien minn għal kienet mhux bħal fuq jew hija dwar iżda kif qed dawn",
    "nb": "og i at er en til av det på for med der som den de har ikke ble om var seg et etter også hadde meg mye hva nå skal fra",
    "nl": "de het een van en in is dat op te zijn met voor niet die aan er om ook als maar bij naar dan nog wordt hij ze door",
    "nn": "og i at er ein til av det på for med der som den dei har ikkje vart om var seg eit etter også hadde meg mykje kva no skal frå",
    "pl": "w i na się nie z że do to jest o jak za po co ale od jego tym czy tylko przez są był dla przy być oraz może",
    "pt": "de a que o e do da em um para com não uma os no se na por mais as dos como mas ao é foi das à seu sua ou também pelo",
    "ro": "de și în a la cu pe nu că care o din este un să mai pentru sunt dar au fost ce prin după lui fi sau acest",
    "sk": "a je že sa na v to s z do o aj ale ako by ktorý ktorá ktoré podľa sú som bolo byť ešte alebo už pre vo pri jeho nie čo",
    "sl": "je in v da na se so za ne pa ki z s bi tudi kot po še ali od pri bil bila kar lahko ker ni zelo ko",
    "so": "iyo oo ka ku in waa ee ah uu la soo ayaa si waxa leh aan isku loo ay kala ugu waxaa",
    "sq": "të e në i dhe që për me një nga është si ka do më nuk se u kjo ky janë por ishte tij duke edhe kanë",
    "sr": "je i u se na da su za od s koji a o što kao ne te bi nije ali koja ili bila gde samo biti pre posle uvek ko",
    "sv": "och i att det som en på är av för med den till inte har de om ett han men var jag sig från kan nu så också efter där",
    "sw": "na ya wa kwa ni katika la za kuwa hii cha alisema hiyo huo baada kama lakini hata pia sana hayo huku wake",
    "tl": "ang ng sa na mga at ay ni si ito para hindi kay may niya rin siya kung nang pa ako lang mula",
    "tr": "ve bir bu da de için ile olarak çok daha olan gibi en ama ne kadar sonra ki o değil ise her mi var olduğu",
    "uz": "va bu bilan uchun bir ham deb edi bo‘lgan bo'lgan esa lekin emas kerak shu hamda o‘z o'z mumkin haqida",
    "vi": "và của là có các cho trong được một với những không này đã người để khi từ đến về ra ở cũng như tại vào",
}

CYRILLIC = {
    "be": "і у не на што з да як па гэта ад для ў але яго было за пры таксама якія будзе быў так або яны",
    "bg": "на и да се е от за в не че с са по като ще това до при но има които след беше който или още",
    "kk": "және мен бұл бір деп үшін да де болып бар еді осы сол ол болған кейін қазақстан туралы екен жоқ",
    "ky": "жана менен бул бир деп үчүн да болуп бар эле ошол ал болгон кийин жок эмес кыргыз тууралуу",
    "mk": "на и да се е од за во не дека со ќе што по ги го кој како но ја има при беше или овој",
    "mn": "байна нь юм энэ гэж болон монгол бол байгаа хийх улсын ч уу тэр гэсэн оны биш",
    "ru": "и в не на что с по как это к из он от за но для у все его так был же или было чтобы если только при",
    "sr": "је и у се на да су за од са који а о што као не те би није али која или била где само после",
    "tg": "ва дар ба аз ки бо ин барои мекунад аст ҳам буд шуд худ тоҷикистон кард ё дигар",
    "uk": "і в на що не з у до та як за це від по для але його про є також який були було або щоб які після",
}

ARABIC = {
    "ar": "في من على أن إلى التي عن الذي لا ما هذا هذه مع كان وقد بعد أو ذلك كما بين قال كل لم قد",
    "ckb": "لە بە و بۆ کە ئەو ئەم لەگەڵ دەکات بوو هەر یەک سەر نییە ئێستا هەیە دوای",
    "fa": "و در به از که این را با است برای آن یک خود تا شد می بر هم اما کرد های شده بود",
    "ps": "د په او چې ته کې له دا هم سره دی یې شوي وي کړي وه لپاره کوي",
    "ur": "کے میں کی ہے اور سے کا کو اس نے کہ پر یہ ہیں بھی کر تھا ایک نہیں تھے گیا ہو",
}

DEVANAGARI = {
    "hi": "के में की है और से का को हैं कि पर यह ने इस भी नहीं एक था कर लिए हो",
    "mr": "आणि आहे या ते च्या मध्ये हे तर होते नाही केले असे ही एक यांनी त्यांनी आहेत होता करण्यात",
    "ne": "र को मा छ लाई गर्न भएको पनि यो हो गरेको छन् थियो भन्ने तथा उनले गर्ने नेपाल",
}
