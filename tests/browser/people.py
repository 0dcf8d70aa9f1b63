"""The people of the demo world whom the stories are about, each with the organisation they speak for."""

CHAIR = "Gunilla Ekvall"  # Huddinge kommun; leads the council and looks after its organisation's people.
SECRETARY = "Kian Forsgren"  # Samordningsförbundet HBS
DEVELOPER = "Sanna Wikberg"  # Botkyrka kommun
ENTERPRISE = "Rosa Mendizábal"  # Verdandi Botkyrka
KITCHEN = "Fadumo Warsame"  # Yalla Vårby
OFFICER = "Dragan Petrovski"  # Arbetsförmedlingen, lokal nivå
RESTAURANT = "Lotta Brännström"  # Folkes
TWO_HATS = "Emanuel Haile"  # Huddinge kommun and Kvinnoresurscenter
FORMER = "Bengt-Åke Norling"  # acts for nobody any more
OUTSIDER = "Vivi-Ann Söderlund"  # Nynäshamns kommun, without a seat
