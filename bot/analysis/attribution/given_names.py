"""Common given names of many countries, by the gender that news texts use with them; shared ones are left out."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

Gender = Literal["f", "m"]
_CLEARLY = 10
"""How many times more bearers of one gender than of the other make a name tell the gender."""

FEMALE = frozenset(
    """
    abigail ada adele adriana agnes agnieszka aicha aisha aiko alejandra alena alexandra alice alicia alina alison alma
    amal amanda amelia amina amira amy ana anastasia andrea angela angelina anita ann anna anne annalena annie antonia
    anya asha astrid aung-san ayesha ayse barbara beata beatrice beatriz becky belen benazir bernadette beth betty
    birgit bridget camila carla carmen carol carolina caroline catherine cecilia charlotte chiara chloe christina
    christine chrystia claire clara claudia cristina cynthia dana daniela danielle daria deborah delia delphine denise
    diana dilma dina dolores dominique donna dorothy ekaterina elaine elena eleanor elisa elisabeth elise elizabeth ella
    ellen elsa emily emma emmanuelle erica erin ester esther eva evelyn fatima fatma federica fiona florence frances
    francesca gabriela gabriella galina giorgia giulia gloria grace greta hanna hannah harriet heather helen helena
    helga hilary hillary huda hye ida ines ingrid irene irina iris isabel isabella isobel ivana jacinda jane janet
    janine jasmine jeanne jennifer jenny jessica jill joan joanna johanna jolanta josephine joyce juana judith julia
    juliana julie kaja kamala karen karin karine katarina kate katharina katherine kathleen kathryn katie katja keiko
    kelly kerry khadija kim-yo kimberly kirsten kristalina kristen kristina lara latifa laura lauren layla lea leila
    lena leticia liliana lily linda lisa liz loretta lori louise lucia lucy ludmila lydia lyudmila maia manal margaret
    margarita maria mariam mariana marianne marie marina marine mariya marta martha mary maryam matilda maya megan mei
    melania melanie melissa mercedes meryem mia michelle michele-ann mila mina miranda miriam mona monica monika nabila
    nadia nadine nancy naomi natalia natalie natasha nicola nicole nikki nina nora noura olena olga olivia oksana
    pamela patricia paula pauline penelope penny petra philippa pilar polina priya priyanka rachel rania rebecca regina
    renata rita roberta rosa rosemary roxana ruth sabina sabrina sahar salma samantha samira sanae sandra sanna sara
    sarah selma serena shannon sharon sheikh-hasina sheila shirley sigrid silvia simone sofia sonia sophia sophie
    stacey stefanie stella stephanie sue susan susana suzanne svetlana sylvia tamara tanya tatiana tatyana teresa tetiana
    theresa tina tracy tulsi uma ursula valentina valeria valerie vanessa vera veronica victoria viktoria virginia
    wanda wendy xiomara yasmin yekaterina yoko yolanda yulia yuliia yvette yvonne zainab zeinab zoe zuzana claudia
    adrienne audrey beverly brenda carly cheryl christy claudine colleen courtney crystal debra edith eileen elinor
    estelle faith gail gillian gina gwen hazel hope ivy jackie jana jocelyn june kathy kayla krista leah lindsay lynn
    mabel madeleine marjorie maureen meredith molly nadezhda norma paige pearl phoebe rhonda rosie roxanne sally selena
    sheryl tara tessa thelma tiffany toni tricia vicky vivian zara alexia lyn susie
    """.split()
)

MALE = frozenset(
    """
    aaron abdel abdul abdullah abraham adam adolfo adrian ahmad ahmed akira alan albert alberto aleksandar aleksandr
    aleksei alessandro alex alexander alexei alexey alfred alfredo ali alistair allen alvaro amir anatoly anders andre
    andreas andrei andrej andres andrew andrey andrii andrzej andy angelo angus ansar anthony antonio antony anwar
    arjun arkady armando arnold arsen artem arthur arturo ashraf askar augusto barack bashar barry bart bartosz ben
    benedict benjamin benny bernard bernie bill bilal bob boris bradley brendan brett brian bruce bruno carl carlos
    cesar chad charles charlie chris christian christoph christopher chuck claude claudio clement colin craig cyril
    damian dan daniel daniil darren dave david dean denis dennis derek diego dieter dimitri dirk dmitri dmitriy dmitry
    dmytro dominic don donald doug douglas duncan dwight ed eddie edgar eduardo edward edwin ehud elias elon emanuel
    emil emmanuel emmerson enrique eric erik ernest ernesto esteban ethan eugene evan evgeny fabian fabio faisal farid
    felipe felix fernando filip florian francesco francis francisco frank frans franz fred frederick fumio gabriel
    gary gavin gennady geoffrey george georgi gerald gerard gerhard gianni gilbert giovanni giuseppe glenn gordon graham
    greg gregory grigory guillermo gustavo guy hakan hamid hamza hans harald harold harry hassan hector heiko helmut henri
    henry herbert herman hiroshi horst hossein howard hugh hugo humphrey hussein ian ibrahim igor ilham ilya imran isaac
    ismail ivan jack jacob jacques jair jake jakub jamal james jamie jan janez jared jason javier jay jean jean-claude
    jean-luc jean-yves jeff jeffrey jens jeremy jerome jerry jim jimmy joao joe joel johan johannes john johnny jon
    jonas jonathan jorge jose josep josef joseph josh joshua josip juan jules julian julio junichiro justin kaspar kais
    karim karl karol keir keith ken kenneth kenji kevin khaled khalid klaus konstantin kostas kurt kyle kyriakos lars
    larry laszlo lawrence lee leo leon leonardo leonid lewis liam lindsey lionel lloyd lorenzo louis luca lucas ludovic
    luigi luis luiz lukas luke lula maciej mahmoud malcolm manuel marc marcel marcelo marcin marco marcos marek mario
    mark marko markus martin mateusz matt matteo matthew matthias maurice mauricio max maxim maxime mehdi mehmet michael
    michal michel miguel mihail mike mikhail miklos milan milos mitch mohamed mohammad mohammed mohsen mojtaba moritz
    moses muhammad mustafa mykhailo naftali narendra nasser nathan nayib ned neil nicholas nick nico nicolas nicolás nigel
    nikita nikolai nikolas nikos noah norbert norman oleg oleh oleksandr oleksiy olaf oliver olivier omar oscar otto owen
    pablo pascal patrick paul paulo pavel pavlo pawel pedro pere peter petr petro phil philip philippe pierre pietro
    piotr qasem radek radoslaw rafael rahul raj rajiv ralph ramon ramzan randy raul ray raymond recep reinhard rene
    reza ricardo richard rick rishi robert roberto rodrigo roger roland roman romano ron ronald rory ross roy ruben
    rudolf rudy rupert ruslan russell ryan saad salman salvador salvini sam samir samuel sanjay santiago saul scott sean
    sebastian sebastián serge sergei sergey sergio serhiy seth shane shaun shinzo shigeru sid silvio simon slobodan
    stanislav stefan stefano stephane stephen steve steven stuart sven syed taras tariq ted terry theo thomas thorsten
    tim timothy tito tobias todd tom tomas tomasz tommy tony toomas trevor tsai umar vaclav valery vasily victor viktor
    vincent vitali vitaly vito vivek vladimir volodymyr vladislav vyacheslav walter warren wayne werner wilhelm william
    wojciech wolfgang xavier yahya yair yannick yanis yasser yevgeny yitzhak yoav yossi youssef yuri yury yusuf zac zach
    zbigniew zoran juan nicolas carlos aleksandr tomas abbe atilla brad bradford buddy calvin chester clarence clark
    clifford clinton cody corey curtis dale damon darrell derrick dylan earl elliot elliott floyd garrett glen grant
    hal harvey herb homer ira irving jamal jed jerrold joey jordi jude kirk leroy lester lou luther marty marvin melvin
    merrick miles milton mitchell morgan nate neal nelson nolan perry pete preston ralf reed rex rob robin-hood rod
    rodney roscoe rowan ruairi rufus sheldon sherman sid spencer stan stanley stewart terrence toby travis troy tyler
    tyrone vance vernon vince wallace wesley wilbur willie zachary
    """.split()
)

KNOWN = FEMALE | MALE


FAMILY_FIRST = frozenset(
    """
    bai bui cai cao chang chen cheng cho choi chu chung dang deng ding dong du fan fang feng fu gao gong guo han he hoang
    hong hu huang huynh jang jeon jeong ji jia jiang jin jung kang ko kong kwon lai lam le li liang liao lim lin liu lu luo
    lyu ma mao meng moon ngo nguyen ni oh pak pan park peng pham phan qian qiao qin ren ryu seo shen shi shin sohn son song su
    sun tan tang tao tian tran tsai wan wang wei wen wong woo wu xi xia xiao xie xu yan yang yao ye yin yoo yoon you yu
    yuan yun zeng zhang zhao zheng zhong zhou zhu zou
    """.split()
)
"""Family names that in the news stand before the given name: what stands first then tells no gender."""


def of_full_name(words: tuple[str, ...]) -> Gender | None:
    """The gender that a name in small letters tells; None for a single word, and where the family name may stand first."""
    return gender(words[0]) if len(words) > 1 and words[0] not in FAMILY_FIRST else None


def gender(given: str) -> Gender | None:
    """The gender that a given name in lower case tells; None where it is unknown or common to both."""
    if (given in FEMALE) != (given in MALE):
        return "f" if given in FEMALE else "m"
    female, male = _census()["first:female"].get(given, 0.0), _census()["first:male"].get(given, 0.0)
    if max(female, male) <= _CLEARLY * min(female, male):
        return None
    return "f" if female > male else "m"


@lru_cache(maxsize=1)
def _census() -> dict[str, dict[str, float]]:
    """Percent of the population by gender and name: the United States Census of 1990, which the package ``names`` carries."""
    import names

    tables: dict[str, dict[str, float]] = {}
    for kind in ("first:female", "first:male"):
        rows = (line.split() for line in Path(names.FILES[kind]).read_text(encoding="utf-8").splitlines())
        tables[kind] = {row[0].casefold(): float(row[1]) for row in rows}
    return tables
