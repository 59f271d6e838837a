"""First names that tell whether a person is he or she, of the languages the news comes in."""

from index.extract.words import bag

MALE = bag(
    """
    aaron abdul abdullah abraham adam adrian ahmed ahmad alan albert alejandro alex alexander alexei
    alexis ali allan allen andre andreas andrei andrew andrii andriy andy angel anatoly ansel anthony
    anton antonio antony archie ari arnold arthur asif austin barack barney barry bart ben benjamin
    bernard bernd bernie bert bill billy bob bobby boris brad bradley brandon brendan brent brett brian
    bruce bryan bryce byron caleb calvin carl carlos carlo carter cedric charles charlie chad chester
    chip chris christian christoph christopher chuck clarence claude clayton cliff clint clyde cody
    colin conor corey cory craig curtis cyril dale damian damon dan daniel danny darrell darren dave
    david dean dennis denis derek derrick devin devon diego dieter dirk dmitri dmitry dmytro dominic don
    donald doug douglas drew duncan dustin dwight dylan earl ed eddie edgar eduardo edward edwin eli
    elijah elliot elliott emil emmanuel enrico enrique eric erik ernest ernesto ethan eugene evan fabian
    felipe felix fernando francis francisco francois frank franklin franz fred freddie frederick
    friedrich fritz gabriel gareth gary gavin gene geoff geoffrey georg george georgi gerald gerard
    gerhard gerry gianni gilbert giovanni giuseppe glen glenn gordon graham grant greg gregg gregory
    guido guillermo gunter gustav guy hank hans harold harris harry harvey hassan heath hector heinrich
    heinz helmut henri henrik henry herbert herman holger horst howard hubert hugh hugo hussein ian
    ibrahim ignacio igor ilya imran isaac ismail ivan jack jackson jacob jacques jaime jake jakob jamal
    james jamie jan jared jason javier jay jean jeb jeff jefferson jeffrey jens jeremy jerome jerry
    jesse jesus jim jimmy joachim joao joe joel johan johannes john johnny jon jonas jonathan jordan
    jorg jorge jose josef joseph josh joshua juan julian julio jurgen justin karl karsten keith kenneth
    ken kenny kent kevin khalid khizr kirk klaus konrad kurt kyle lamar lance larry lars laurent
    lawrence lee len leo leon leonard leonid leroy leslie lester lew lewis liam lindsey lloyd lorenzo
    lou louis luca lucas luigi luis luke lukas mahmoud malcolm manfred manuel marc marcel marcelo marcio
    marco marcos marcus mario mark markus marshall martin marvin massimo mateo mathias matt matteo
    matthew matthias maurice mauricio max maxim maximilian mehmet mel michael michel miguel mike mikhail
    milo mitch mitchell mohamed mohammad mohammed moritz morris muhammad murray mustafa mykhailo nate
    nathan nathaniel neil nelson newt nicholas nick nicolas nigel nikita nikolai nikolaus noah noel
    norbert norm norman oleg oleh oleksandr oleksii oliver olaf omar omer oscar osama otto owen pablo
    paolo pascal pat patrick paul pavel pavlo pedro pete peter petr petro phil philip philipp philippe
    phillip pierre pietro piotr preston rafael rahm rainer ralph ramon rand randall randy raul ray
    raymond recep reince reinhard rex rich richard rick ricky rob robby robert roberto rod roderick
    rodney rodrigo roger roland rolf roman ron ronald ronnie ross roy rudolf rudy rupert russ russell
    ryan salman salvador sam samuel santiago sascha saul scott sean sebastian serge sergei sergey sergio
    serhii seth shane shaun sheldon sidney sigmar simon spencer stanley stefan stephan stephen sterling
    steve steven stewart stuart sylvester tariq ted terrence terry theodor theodore thierry thomas
    thorsten tim timothy tobias todd tom tomas tommy tony travis trent trevor troy tyler udo ulrich uwe
    vadim valentin vasyl vernon victor viktor vincent vinnie vitali vitaly vladimir volker volodymyr
    wade wallace walt walter warren wayne wendell werner wesley wilhelm will willem william willie
    wladimir wolfgang xavier xi yair yaroslav yevgeny yoshihide yuri yuriy yusuf zach zachary
    """
)
FEMALE = bag(
    """
    abby abigail ada adele adriana agnes aileen aisha alba alessandra alexandra alexandria alice alicia
    alina alison allison alma alyssa amanda amber amelia amina amy ana anastasia andrea angela angelina
    angie anita ann anna annalena anne annette annie antonia april ariana ashley astrid audrey aurelia
    ava barbara beata beatrice beatriz becky belinda bernadette bertha beth betsy betty beverly bianca
    birgit bonnie brenda bridget brigitte britta brittany camila camilla candace candice carla carly
    carmen carol carole carolina caroline carolyn carrie caterina catherine cathy cecilia celia chantal
    charlene charlotte chelsea cheryl chiara chloe christa christiane christina christine cindy claire
    clara clare clarissa claudia colleen condoleezza constance cora cornelia courtney crystal cynthia
    daisy dana daniela danielle daria dawn deborah debbie debra deirdre delia denise diana diane dina
    dolores donna dora doris dorothy ebony edith eileen elaine elena eleanor elisa elisabeth eliza
    elizabeth ella ellen elsa emilia emily emma erica erika erin esther ethel eugenia eva eve evelyn
    faith fatima felicia fiona florence frances francesca franziska frauke gabriela gabriele gail
    geraldine gertrude gina giorgia gisela giulia gladys glenda gloria grace greta gretchen gwen hannah
    harriet heather heidi heike helen helena helga hilary hillary hope huma ida ilona ines ingrid irene
    irina iris irma isabel isabella isabelle ivanka ivy jackie jacqueline jana jane janet janice janine
    jasmine jean-marie jeanette jeanne jen jenna jennifer jenny jessica jill jo joan joann joanna
    jocelyn jodi johanna josephine joy joyce juanita judith judy julia juliana julie june karen karin
    karine karla kate katharina katherine kathleen kathrin kathryn kathy katie katja katrina katy kayla
    kayleigh kellyanne kelly kendra kim kimberly kirsten kirstin kristen kristin kristina lara larysa
    laura lauren leah leila lena leslie-ann leticia lidia lilian lillian lily linda lisa liz lois lola
    loretta lori lorraine louisa louise lucia lucie lucy luisa lydia lynn mabel madeleine madeline
    maggie mandy manuela mara marcella marcia margaret margarita margot maria mariana marianne marie
    marilyn marina marine marion marisa marissa marjorie marlene marsha marta martha martina mary
    maureen maya megan megyn melanie melania melinda melissa mercedes meredith mia michaela michele
    michelle mildred miranda miriam moira molly monica monika myra nadia nadine nancy naomi natalia
    natalie natascha natasha nathalie nellie nicola nicole nikki nina nora norma octavia olena olga olha
    olivia oksana ophelia paige pam pamela patrice patricia patsy patty paula pauline pearl peggy
    penelope penny petra phoebe phyllis priscilla rachel ramona raquel rebecca regina renate renee
    rhonda rita roberta robin rosa rosalind rose rosemary roxanne ruth sabine sabrina sally samantha
    sandra sara sarah selina serena shannon sharon sheila shelly sherry shirley sigrid silke silvia
    simone sofia sonia sonja sophia sophie stacey stacy stella stephanie sue susan susana susanna
    susanne suzanne svetlana svitlana sybil sylvia sylvie tamara tammy tania tanya tara tatiana tatjana
    teresa tetiana theresa tiffany tina toni tracy tulsi uljana ulrike ursula uschi valentina valerie
    vanessa vera veronica veronika vicky victoria viktoria violet virginia vivian wanda wendy whitney
    whoopi wilma winifred yasmin yolanda yulia yuliia yvette yvonne zoe
    """
)

# Names of men and of women alike: they show a person, but not whether it is he or she.
EITHER = bag(
    """
    alex alexis ali casey dana jamie jan jean jess jessie jody jordan kerry kim leslie lindsay lindsey marion
    morgan pat robin sasha sascha shannon taylor terry tracy
    """
)
