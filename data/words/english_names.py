"""What tells the kind of an English name: words inside it, before it and behind it. Small letters unless a capital matters."""

FIRST_NAMES = frozenset(
    """
    aaron abdul abdullah abraham adam adrian ahmad ahmed aidan alan alastair albert alejandro aleksandr alex alexander alexandra
    alexei alfred ali alice alicia alison alistair allan allen alvaro amanda amber amir amy ana anatoly andre andrea andreas andrei
    andres andrew andy angela angelina angus anita ann anna anne annette annie anthony antoine anton antonio arnold arthur arturo
    ashley audrey ayman barack barbara barry bart basil beatrice ben benjamin bernard bernie bert beth betty beverly bill billy bob
    bobby boris brad bradley brandon brenda brendan brett brian bridget britney bruce bruno bryan caitlin calvin cameron camilla
    carl carla carlo carlos carly carol carole caroline carolyn carrie catherine cathy cecil celine charles charlie charlotte
    chelsie cherie cheryl chloe chris christian christina christine christoph christophe christopher claire clara clare claude
    claudia claudio clement cliff clive colin colm connor conor conrad corinne craig cristiano cristina cyril daisy dale damian
    damien dan daniel daniela danny darren dave david dawn dean deborah declan denis dennis derek desmond diana diane diego dieter
    dimitri dirk dmitry dominic dominique don donald donna doris dorothy doug douglas duncan dwight dylan eddie edgar edith edmund
    eduardo edward edwin eileen elaine eleanor elena elisabeth elizabeth ella ellen elliott emily emma emmanuel enrique eric erica
    erik ernest ernesto esther ethan eugene eva evan evelyn ewan faisal fatima felix ferdinand fernando fidel fiona florence
    floyd frances francesca francesco francis francisco francois frank frankie franz fred freddie frederick friedrich gabriel gareth
    gary gavin geoff geoffrey george gerald gerard gerhard gerry gilbert giles gillian giovanni giuseppe glen glenn gloria gordon
    grace graeme graham greg gregory guillermo gunther gustavo guy hamid hannah hans harold harriet harry hassan heather hector
    heidi heinz helen helena helmut henri henrik henry herbert herman hilary hillary holly horst howard hugh hugo humphrey hussein
    ian ibrahim igor imran ines ingrid irene isaac isabel isabella ivan jack jackie jacob jacqueline jacques jaime jake james jamie
    jan jane janet janice jason javier jay jayne jean jeff jeffrey jennifer jenny jeremy jerome jerry jesse jessica jesus jill jim
    jimmy jo joan joanna joanne joao joaquin jochen joe joel johan johann johannes john johnny jon jonathan jordi jorge jose josef
    joseph josh joshua joyce juan juanita judith judy julia julian julie julio june juergen jurgen justin kai karen karim karl kate
    katharine katherine kathleen kathryn kathy katie kay keith kelly kelvin ken kenneth kenny kevin khalid kieran kim kirsten kofi
    konstantin kristian kurt kyle lance larry lars laura lauren laurence laurent lawrence leah lee leigh len leo leon leonard
    leonardo leonid leroy leslie lewis liam lily linda lionel lisa lloyd lorenzo lorraine louis louise lucas lucia lucy luigi luis
    luiz luke lydia lynn lynne mahmoud malcolm manuel marc marcel marcelo marco marcos marcus margaret margarita maria marian
    mariana marie mario marion marjorie mark marlon martha martin martina martyn mary matt matteo matthew matthias maureen maurice
    mauro max maxim maxine mehmet mel melanie melissa michael michel michele michelle miguel mike mikhail milan mick miles miriam
    mitch mo mohamed mohammad mohammed moira molly monica monique morgan moses muhammad murray mustafa nadia nancy naomi natalie
    natasha nathan ned neil nelson neville niall nicholas nick nicola nicolas nicole nigel nikolai nikolas nina noel nora norman
    oleg oliver olivia olivier omar oscar osama otto owen pablo pamela paolo pascal pat patricia patrick paul paula pauline pavel
    pedro peggy penelope penny perry pete peter petr petra phil philip philippa philippe phillip phyllis pierre piers pietro
    rachel rafael raj ralph ramon randy raul ray raymond rebecca reg reggie reginald rene rhys ricardo rich richard rick ricky rita
    rob robbie robert roberta roberto robin rod roderick rodney rodrigo roger roland rolf roman romano ron ronald ronnie rosa
    rosalind rose rosemary ross roy ruben rudi rudolf rupert russell ruth ryan saddam salim sally sam samantha samir
    samuel sandra sandy sara sarah scott sean sebastian serena serge sergei sergey sergio seth shane shannon sharon shaun shawn
    sheila shirley sidney silvio simon simone sofia sonia sophie spencer stan stanley stefan stefano stella stephane stephanie
    stephen steve steven stewart stuart sue susan susanne suzanne sven sylvia sylvie tamara tanya tara tariq ted terence teresa
    terry theo theodore theresa thierry thomas tiger tim timothy tina toby todd tom tomas tommy toni tony tracey tracy trevor
    trudy ulrich ursula valentina valeria valerie vanessa venus vera vernon veronica viacheslav vicky victor victoria viktor
    vince vincent vincenzo viola virginia vitaly vivian vivien vladimir walter warren wayne wendy wesley werner wilfred will
    william willie winston wolfgang woody xavier yasser yuri yusuf yves yvonne zac zach zoe
    """.split()
)
"""Given names of the languages that names in English news come from most."""

TITLES = frozenset(
    """
    mr mrs ms miss dr sir dame lord lady baroness baron prof professor president vice-president premier chancellor senator congressman
    governor mayor judge justice general gen colonel col major captain capt lieutenant lt sergeant sgt commander admiral marshal
    king queen prince princess pope archbishop bishop cardinal father sister rev reverend rabbi imam sheikh ayatollah sultan emperor
    inspector detective superintendent constable ambassador secretary minister chairman saint st
    """.split()
)
"""With a capital letter before a person's name."""

ROLES_EN = frozenset(
    """
    actor actress administrator adviser analyst architect artist attorney author banker bassist billionaire biographer boss boxer
    broadcaster captain champion chairman chairwoman chef chief coach colleague comedian commander commentator composer conductor
    contestant coordinator creator critic defender deputy designer developer director drummer economist editor engineer executive expert
    father founder frontman goalkeeper golfer guitarist historian hooker host husband inventor journalist judge lawyer leader
    legend lock magnate manager midfielder mother musician novelist officer opener owner painter partner photographer pioneer
    playwright poet politician presenter producer professor prop prosecutor psychologist publisher rapper referee reporter
    researcher rival runner scientist screenwriter secretary singer skipper skier sprinter songwriter spokesman spokeswoman star
    strategist striker superstar swimmer teammate tycoon veteran vice-captain vocalist widow wife winger winner worker writer
    """.split()
)
"""What a person is, in small letters before the name: "striker John Smith", "finance director Smith"."""

OF_A_CLUB = frozenset(
    """
    ace boss captain centre chairman coach defender fans flanker forward full-back goalkeeper half-back hooker keeper lock manager midfielder
    number playmaker prop scrum-half side skipper squad star striker substitute supporters team winger
    """.split()
)
"""Behind the name of a club: "Rovers striker"."""

OF_A_FIRM = frozenset(
    """
    board bosses chairman chief co-founder customers deal directors engineers executive executives founder investors management
    news newspaper officials owner president products profits researchers sales scientists shareholders shares spokesman spokeswoman staff stock
    subsidiary takeover vice-president website workers
    """.split()
)
"""Behind the name of a firm or a body: "Acme shareholders"."""

BEFORE_A_FIRM = frozenset(
    """
    agency airline association band bank brand broadcaster brokers builder bureau carmaker channel chain charity club company conglomerate
    consultancy consultants firm giant group label lender magazine maker manufacturer network newspaper operator organisation
    organization outfit paper party portal producer provider publisher regulator rival rivals retailer side site store studio
    subsidiary supermarket supplier think-tank union watchdog website
    """.split()
)
"""Before the name of a firm or a body, in small letters: "carmaker Acme"."""

ORGANISATION_WORDS = frozenset(
    """
    academy administration agency airlines airways alliance army assembly associates associated association athletic athletics authority ba bank
    banking board broadcasting brothers bureau cabinet capital centre chamber chambers charity church club co coalition college
    commission committee communications company confederation congress congregation consortium consulting co-operative
    corp corporation council county court daily defence department directorate dynamics electric electronics energy engineering
    enterprise enterprises entertainment exchange express faculty fc federation films financial forces foundation front fund gallery
    gazette government group guild herald holdings hospital inc industries institute institution insurance international
    investments journal laboratories labs limited ltd magazine media ministry mirror mission motor motors museum navy network
    networks news newspaper observatory office orchestra organisation organization parliament partners partnership party pharmaceuticals
    pictures plc police post press productions radio records reserve resources rovers school sciences securities senate service services society
    software solutions state studios syndicate systems team technologies technology telecom telegraph television theatre times
    tribunal tribune trust tv union united university wanderers watch weekly works
    """.split()
)
"""In the name of an organisation, with a capital letter."""

EVENT_WORDS = frozenset(
    """
    act age agreement album anniversary awards award bill bowl budget championship championships christmas code conference convention cup
    day days derby directive disease draft election elections eve factor fair festival final finals games globe globes grammy
    grammys law league match marathon masters medal month nations night olympics open oscar oscars parade plan premiership prix prize programme
    project protocol report round rules series show slam summit syndrome system tour tournament treaty trilogy trophy tsunami war wars week year
    """.split()
)
"""At the end of what is no organisation: events, prizes, laws, works."""

WORKS = frozenset(
    """
    album book comedy drama epic film flick game hit movie musical novel opera play sequel series show single sitcom soap song
    thriller title track
    """.split()
)
"""Before the title of a work, in small letters."""

PLACE_WORDS = frozenset(
    """
    airport avenue bay beach bridge canal castle cathedral cemetery city coast county desert district east empire forest gate hall harbour heights
    hill hills hotel island islands isle isles kingdom lake lane mountain mountains mount north ocean palace park peninsula plaza point port prison
    province region republic river road sea south square stadium station straits street terrace tower valley village west
    """.split()
)
"""In the name of a place, with a capital letter."""

BODIES = frozenset(
    """
    labour conservatives conservative tories tory democrats democrat republicans republican parliament commons congress treasury
    pentagon kremlin bundestag knesset duma fed opec nato unesco unicef interpol europol hamas hezbollah taliban
    al-qaeda greenpeace oxfam amnesty fbi cia fifa uefa nasa
    """.split()
) | frozenset(
    (
        *(
            "liberal democrats",
            "lib dems",
            "liberal democrat",
            "lib dem",
            "liberals",
            "sinn fein",
            "plaid cymru",
            "white house",
        ),
        *(
            "house of commons",
            "house of lords",
            "house of representatives",
            "home office",
            "foreign office",
            "supreme court",
        ),
        *("high court", "european union", "united nations", "red cross", "royal navy", "law lords", "cabinet office"),
    )
)
"""Parties, chambers and bodies of English-speaking countries and of the world that no word tells."""

PLACES_EN = frozenset(
    """
    aberdeen adelaide africa alabama alaska aleppo algiers amazon america amsterdam ankara antwerp arabia arizona arkansas athens
    atlanta atlantic auckland austin babylon baghdad bali balkans baltic baltimore bangalore bangkok barcelona basel basra bath
    beijing beirut belfast belgrade berlin bern birmingham blackpool bogota bombay bosnia boston bradford brighton brisbane bristol
    britain brittany brooklyn brussels bucharest budapest burma cairo calcutta california cambridge canberra cannes cardiff caribbean
    carolina casablanca catalonia chechnya chernobyl chicago cologne colorado connecticut copenhagen cornwall coventry crimea dakar
    dallas damascus darfur delaware delhi denver derby detroit devon dhaka dorset dover dresden dubai dublin dundee durban
    edinburgh england eurasia essex exeter falklands falluja florence florida frankfurt gaza geneva genoa georgia glasgow
    gloucester guantanamo hamburg hampshire hanoi harare havana hawaii helsinki himalayas hiroshima holland hollywood hong-kong houston
    idaho illinois indiana iowa islamabad istanbul jakarta jerusalem johannesburg kabul kansas karachi kashmir kent kentucky kiev
    kinshasa kosovo kyiv kyoto lagos lahore lancashire lausanne leeds leicester leipzig lille lima lisbon liverpool ljubljana london
    louisiana lyon lyons macedonia madrid maine malaga manchester manhattan manila marseille maryland massachusetts mecca
    mediterranean melbourne miami michigan milan minnesota minsk mississippi missouri monaco montana montreal moscow mosul mumbai
    munich nagasaki nairobi naples nebraska nevada newcastle nice nicosia norfolk normandy northampton nottingham odessa
    ohio oklahoma oregon osaka oslo ottawa oxford pacific palestine paris pennsylvania perth philadelphia phoenix phuket pittsburgh
    plymouth portland portsmouth prague pretoria pyongyang quebec queensland reykjavik riga rome rotterdam ruhr salzburg sarajevo
    scandinavia scotland seattle seoul seville shanghai sheffield siberia sicily sofia somerset southampton srebrenica stockholm
    strasbourg stuttgart suffolk surrey sussex swansea sydney taipei tallinn tasmania tbilisi tehran tennessee texas tibet tokyo
    toronto toulouse tripoli tunis turin tuscany uk ukraine ulster us usa usa ussr utah valencia vancouver venice vermont vienna vietnam
    vilnius virginia wales warsaw warwickshire washington wellington westminster whitehall wimbledon wisconsin wyoming yorkshire
    yugoslavia zagreb zurich
    """.split()
) | frozenset(
    (
        *(
            "big apple",
            "buenos aires",
            "cape town",
            "central park",
            "downing street",
            "east timor",
            "el salvador",
            "great britain",
        ),
        *(
            "gulf",
            "hong kong",
            "ivory coast",
            "kuala lumpur",
            "las vegas",
            "los angeles",
            "mexico city",
            "middle east",
            "new delhi",
        ),
        *(
            "new england",
            "new jersey",
            "new mexico",
            "new orleans",
            "new york",
            "north carolina",
            "north pole",
            "northern ireland",
        ),
        *(
            "north sea",
            "persian gulf",
            "rio de janeiro",
            "san diego",
            "san francisco",
            "sao paulo",
            "silicon valley",
            "south carolina",
        ),
        *(
            "st petersburg",
            "tel aviv",
            "wall street",
            "west bank",
            "west indies",
            "wembley",
            "far east",
            "soviet union",
        ),
        *(
            "republic of ireland",
            "united arab emirates",
            "czech republic",
            "south east asia",
            "turkey",
            "the hague",
            "ho chi minh city",
        ),
    )
)
"""Towns, regions and states beside the countries of CLDR."""

DEMONYMS = frozenset(
    """
    afghan afghans american americans arab arabs argentine argentines asian asians aussie aussies australian australians austrian balkan basque
    bavarian belgian bosnian brazilian brazilians breton brit british briton britons brits bulgarian canadian canadians catalan
    catholic catholics celtic chechen chilean chinese christian christians colombian cornish croat croatian cuban cypriot czech
    danish dane dutch dutchman egyptian english englishman ethiopian european europeans filipino finn finnish french frenchman
    frenchwoman german germans greek greeks hindu hispanic hungarian icelandic indian indians indonesian iranian iranians iraqi
    iraqis irish irishman islamic israeli israelis italian italians jamaican japanese jew jewish jews jordanian kenyan korean koreans
    kurdish kurd kurds kuwaiti latin latvian lebanese libyan lithuanian londoner londoners malaysian maltese mexican moroccan muslim
    muslims nigerian nordic norwegian pakistani pakistanis palestinian palestinians persian peruvian polish pole poles portuguese protestant
    protestants roman romanian russian russians saudi saudis scandinavian scot scots scotsman scottish serb serbian serbs shia
    shiite sicilian sikh slav slovak slovene somali soviet spaniard spaniards spanish sunni swede swedes swedish swiss syrian
    taiwanese thai tunisian turk turkish turks ukrainian ukrainians venezuelan vietnamese viking welsh welshman westerner zambian
    zimbabwean
    """.split()
)
"""Inhabitants, faiths, languages and adjectives of places: no names."""

NO_NAMES = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
    november december mondays tuesdays wednesdays thursdays fridays saturdays sundays jan feb mar apr jun jul aug sept sep oct nov dec
    christmas easter ramadan hanukkah thanksgiving halloween xmas god internet web net bible koran i'm i'll i've i'd i ok
    tv tvs pc pcs cd cds dvd dvds mp mps pm pms gdp gmt ceo pr id ids dna ipo it vat http www usb lcd hd hdtv gps sms mms mp3 mba
    phd cctv aids hiv hq uv xp ii iii iv vi vii viii ix am bst est dj djs r&b faq isp isps p2p rfid wi-fi wifi bluetooth voip url
    wmd euro euros english-speaking t-shirt x-ray a b c d e f g h j k l m n o p q r s t u v w x y z u-turn vip vips cv ad ads
    """.split()
)
"""Times, feasts, things and abbreviations of things."""

OF_HEADS = frozenset(
    "bank bay cape church court department gulf house isle kingdom ministry republic state strait university".split()
)
"""What "of" joins to more of its name: "Isle of Man"."""

AND_HEADS = frozenset("association centre co commission committee company department ministry".split())
"""What several words joined by "and" end in as one name: "Exhibition and Conference Centre"."""

OF_PEOPLE = frozenset("al bin da de del der di el la le van von".split())
"""Small words inside names of people."""

OF_PLACES = frozenset("cape fort isle lake los mount port san santa".split())
"""First words of places."""

SAYING = frozenset("added admitted argued believes claimed explained hopes insisted said says told wrote".split())
"""What people do beside their names."""
