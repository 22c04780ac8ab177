"""Names of states and words for people and bodies, as data."""

from __future__ import annotations

STATES = frozenset(
    name.strip().casefold()
    for name in """
    Afghanistan, Albania, Algeria, Andorra, Angola, Argentina, Armenia, Australia, Austria, Azerbaijan, Bahamas, Bahrain,
    Bangladesh, Barbados, Belarus, Belgium, Belize, Benin, Bhutan, Bolivia, Bosnia, Botswana, Brazil, Brunei, Bulgaria,
    Burkina Faso, Burundi, Cambodia, Cameroon, Canada, Cape Verde, Chad, Chile, China, Colombia, Comoros, Congo,
    Costa Rica, Croatia, Cuba, Cyprus, Czechia, Czech Republic, Denmark, Djibouti, Dominica, Dominican Republic, Ecuador,
    Egypt, El Salvador, Eritrea, Estonia, Eswatini, Ethiopia, Fiji, Finland, France, Gabon, Gambia, Georgia, Germany,
    Ghana, Greece, Grenada, Guatemala, Guinea, Guyana, Haiti, Honduras, Hungary, Iceland, India, Indonesia, Iran, Iraq,
    Ireland, Israel, Italy, Ivory Coast, Jamaica, Japan, Jordan, Kazakhstan, Kenya, Kosovo, Kuwait, Kyrgyzstan, Laos,
    Latvia, Lebanon, Lesotho, Liberia, Libya, Liechtenstein, Lithuania, Luxembourg, Madagascar, Malawi, Malaysia,
    Maldives, Mali, Malta, Mauritania, Mauritius, Mexico, Moldova, Monaco, Mongolia, Montenegro, Morocco, Mozambique,
    Myanmar, Namibia, Nepal, Netherlands, New Zealand, Nicaragua, Niger, Nigeria, North Korea, North Macedonia, Norway,
    Oman, Pakistan, Palestine, Panama, Papua New Guinea, Paraguay, Peru, Philippines, Poland, Portugal, Qatar, Romania,
    Russia, Rwanda, Samoa, Saudi Arabia, Senegal, Serbia, Seychelles, Sierra Leone, Singapore, Slovakia, Slovenia,
    Somalia, South Africa, South Korea, South Sudan, Spain, Sri Lanka, Sudan, Suriname, Sweden, Switzerland, Syria,
    Taiwan, Tajikistan, Tanzania, Thailand, Togo, Tonga, Trinidad, Tunisia, Turkey, Türkiye, Turkmenistan, Uganda,
    Ukraine, United Arab Emirates, United Kingdom, United States, Britain, Uruguay, Uzbekistan, Vanuatu, Vatican,
    Venezuela, Vietnam, Yemen, Zambia, Zimbabwe, America, England, Scotland, Wales, UK, US, U.S., U.K., USA, UAE
    """.split(",")
)

CAPITALS = frozenset(
    name.strip().casefold()
    for name in """
    Abu Dhabi, Abuja, Accra, Addis Ababa, Algiers, Amman, Amsterdam, Ankara, Astana, Athens, Baghdad, Baku, Bamako,
    Bangkok, Beijing, Beirut, Belgrade, Berlin, Bern, Bogotá, Bogota, Brasília, Brasilia, Bratislava, Brussels, Bucharest,
    Budapest, Buenos Aires, Cairo, Canberra, Caracas, Chisinau, Copenhagen, Damascus, Dhaka, Doha, Dublin, Hanoi,
    Havana, Helsinki, Islamabad, Jakarta, Jerusalem, Juba, Kabul, Kampala, Kathmandu, Khartoum, Kiev, Kigali, Kinshasa,
    Kuala Lumpur, Kyiv, La Paz, Lima, Lisbon, Ljubljana, London, Luanda, Madrid, Managua, Manila, Minsk, Mogadishu,
    Moscow, Muscat, Nairobi, New Delhi, Delhi, Niamey, Nicosia, Oslo, Ottawa, Ouagadougou, Paris, Prague, Pretoria,
    Pristina, Pyongyang, Quito, Rabat, Reykjavik, Riga, Riyadh, Rome, San Salvador, Sanaa, Santiago, Sarajevo, Seoul,
    Skopje, Sofia, Stockholm, Taipei, Tallinn, Tashkent, Tbilisi, Tehran, Tel Aviv, Tirana, Tokyo, Tripoli, Tunis, Vienna,
    Vilnius, Warsaw, Washington, Yerevan, Zagreb, the Kremlin, Kremlin, White House, the White House, Downing Street,
    Pentagon, the Pentagon
    """.split(",")
)
"""Places that stand for a government in the news."""

TITLES = frozenset(
    """
    mr mrs ms dr prof professor sir dame lord lady president vice-president premier chancellor king queen prince
    princess emperor sultan sheikh emir pope cardinal archbishop bishop imam ayatollah rabbi reverend father sister
    minister secretary senator sen rep representative congressman congresswoman deputy governor gov mayor councillor
    councilman councilwoman ambassador envoy consul judge justice attorney prosecutor lawyer general gen lieutenant lt
    colonel col major maj captain capt sergeant sgt admiral adm commander officer inspector superintendent sheriff chief
    marshal spokesman spokeswoman spokesperson director chairman chairwoman chairperson chair head leader coach manager
    analyst economist scientist researcher author writer journalist reporter correspondent editor actor actress singer
    director-general commissioner candidate nominee ceo cfo founder co-founder executive activist expert historian
    lawmaker legislator mp mep speaker whip comptroller auditor treasurer detective constable pilot doctor nurse teacher
    democrat republican libertarian comedian pollster billionaire businessman businesswoman columnist strategist adviser
    advisor aide pm ag surgeon neurosurgeon
    student resident farmer driver presenter host producer developer designer striker midfielder defender goalkeeper
    """.split()
)
"""Words that stand before a name and say what the person is."""

FEMALE = frozenset(
    """
    she her hers herself mrs ms miss madam dame lady queen princess actress spokeswoman congresswoman chairwoman
    councilwoman businesswoman policewoman mother daughter sister wife widow aunt grandmother girl woman girlfriend
    """.split()
)
MALE = frozenset(
    """
    he him his himself mr sir lord king prince emperor sultan pope spokesman congressman chairman councilman businessman
    policeman father son brother husband uncle grandfather boy man boyfriend
    """.split()
)

UNNAMED = frozenset(
    """
    official officials source sources authorities authority witness witnesses expert experts analyst analysts critic critics
    supporter supporters diplomat diplomats investigator investigators prosecutor prosecutors resident residents
    activist activists observer observers aide aides lawmaker lawmakers opponent opponents researcher researchers
    scientist scientists spokesman spokeswoman spokesperson spokespeople lawyer lawyers economist economists people
    person man woman neighbour neighbours neighbor neighbors insider insiders others some many everyone user users
    friend friends colleague colleagues employee employees worker workers ally allies associate associates advocate
    advocates rival rivals member members attendee attendees delegate delegates voter voters operative operatives
    partisan partisans women men girl girls boy boys child children wife husband son daughter mother father brother
    sister family families relative relatives veteran veterans conservative conservatives liberal liberals villager
    villagers soldier soldiers fighter fighters survivor survivors refugee refugees migrant migrants trader traders
    protester protesters student students parent parents teacher teachers doctor doctors fan fans
    """.split()
)
"""Head words of people whom the article does not name."""

BODIES = frozenset(
    """
    ministry government police army military court party council committee commission parliament senate congress
    assembly department agency office bureau union association organisation organization group company firm bank
    university institute centre center foundation fund authority administration cabinet embassy council board
    federation league team club station channel newspaper magazine agency service navy force forces report statement
    study survey poll document paper letter indictment lawsuit filing complaint tribunal watchdog regulator charity
    opposition coalition campaign network outlet media press embassy consulate
    """.split()
)
"""Head words of bodies and documents."""

SPEECHLESS = frozenset(
    """
    decision win loss attack look role impact pressure primary initiative value potential push finish system machine
    preference takeaway convention sign signs index microphone hand hands smile smiles bat bats hat volume volumes year
    years day days week month sentence scene salvo interpretation pipeline pipelines puppet legacy victory defeat rise
    fall growth economy market vote race contest weather event events change changes move success failure effort issue
    policy detail prosperity tradition
    version problem opportunity idea fact position timing size shape point time times
    """.split()
)
"""Things that say nothing, though a verb of speech may stand beside them ("the win says much")."""

PLACE_OR_BODY_WORDS = BODIES | frozenset(
    """
    states kingdom republic islands island sea ocean river lake mountain street avenue road city county province
    state north south east west northern southern eastern western house act law treaty agreement accord day week
    month year monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december nations times post news chronicle gazette mail star sun telegraph
    observer mirror standard globe monitor review reuters bloomberg cnn bbc afp tass xinhua association survey
    journal herald guardian tribune press radio tv media court park airport hospital school college church cup
    championship olympics games prize award inc ltd corp co llc plc group holdings international national federal
    maritime shipping shipyard airlines airways petroleum energy motors logistics insurance pharmaceuticals
    royal war battle revolution party twitter facebook youtube google instagram telegram whatsapp
    """.split()
)
"""A run of capitals that holds one of these is not a person's name."""
