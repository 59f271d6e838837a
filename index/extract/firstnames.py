"""First names that tell whether a person is he or she, of the languages the news comes in."""

from index.extract.words import bag

MALE = bag(
    """
    aaron abdul abdullah abraham achim adalbert adam adolf adrian ahmad ahmed ahmet alan albert albrecht
    alejandro alex alexander alexei alexis alfons alfred ali allan allen alois alvaro alwin anatoly
    andre andreas andrei andrew andrii andriy andrzej andy angel ansel anselm anthony anton antonio
    antony archie ari ariel armin arndt arne arno arnold arthur asif austin axel barack barney barry
    bart baschar bastian ben benedikt benjamin bernard bernd bernie bert berthold bertram bill billy
    bjorn bob bobby bodo boris brad bradley brandon brendan brent brett brian bronislaw bruce bryan
    bryce bulent burkhard byron caleb calvin carl carlo carlos carsten carter cedric cem chad charles
    charlie chester chip chris christian christof christoph christopher chuck clarence claude claus
    clayton clemens cliff clint clyde cody colin conor corey cornelius cory craig curtis cyril dale
    damian damon dan daniel danny darrell darren dave david dean denis dennis derek derrick detlef
    detlev devin devon diego dieter diethelm dietmar dietrich dirk dmitri dmitry dmytro dominic
    dominique don donald doug douglas dragan drew dschalal duncan dustin dwight dylan earl eberhard
    eckart eckhard ed eddie edgar eduard eduardo edward edwin egon ehud ekkehard eli elijah elliot
    elliott elmar emil emmanuel engelbert enrico enrique eric erik ernest ernesto ernst erwin ethan
    eugen eugene evan evo ewald fabian felipe felix ferdinand fernando fidel florian francis francisco
    francois frank franklin franz franz-josef fred freddie frederick friedemann friedhelm friedrich
    fritz gabriel gareth gary gavin gebhard gene geoff geoffrey georg george georgi gerald gerard gerd
    gerhard gernot gero gerry gianni gilbert giorgio giovanni giuseppe glen glenn goran gordon gottfried
    graham grant greg gregg gregor gregory guido guillermo gunnar gunter gunther gustav guy hajo hamid
    hank hannes hanno hanns hans hans-dieter hans-georg hans-joachim hans-jurgen hans-peter harald
    harold harris harry hartmut hartwig harvey hassan heath hector heiko heiner heinrich heinz helge
    hellmut helmut helmuth henning henri henrik henry herbert heribert herman hermann hilmar hinrich
    holger horst hosni howard hubert hubertus hugh hugo hussein ian ibrahim ignacio igor ilya imran ingo
    isaac ismail ivan ivo jack jackson jacob jacques jaime jake jakob jamal james jamie jan jared
    jaroslav jaroslaw jason javier jay jean jean-claude jean-luc jean-pierre jeb jeff jefferson jeffrey
    jens jeremy jerome jerry jerzy jesse jesus jim jimmy jiri joachim joao jochen joe joel johan johann
    johannes john johnny jon jonas jonathan jordan jorg jorge jorn jose josef joseph josh joshua jost
    juan julian julio jurgen justin kai karl karl-heinz karl-theodor karsten keith kemal ken kenneth
    kenny kent kevin khalid khizr kilian kirk klaus klaus-peter knut kofi konrad kristian krzysztof kuno
    kurt kyle lamar lance larry lars laurent lawrence lee len lennart leo leon leonard leonhard leonid
    leopold leroy leslie lester leszek lew lewis liam lindsey lloyd lorenz lorenzo lothar lou louis luca
    lucas ludger ludwig luigi luis luiz lukas luke lutz mahmoud mahmud malcolm malte manfred manuel marc
    marcel marcelo marcio marco marcos marcus marek mariano mario mark markus marshall martin marvin
    massimo mateo mathias matt matteo matthew matthias maurice mauricio max maxim maximilian mehmet
    meinhard mel michael michel miguel mike mikhail milan milo milos mirko mitch mitchell mohamed
    mohammad mohammed moritz morris muammar muhammad murat murray mustafa mykhailo nate nathan nathaniel
    neil nelson newt nicholas nick nicolas nigel nikita nikolai nikolaus nils noah noel norbert norm
    norman nuri olaf oleg oleh oleksandr oleksii oliver omar omer osama oscar oskar otmar ottmar otto
    owen pablo paolo pascal pat patrick paul pavel pavlo pedro peer pete peter petr petro phil philip
    philipp philippe phillip pierre pietro piotr preston rafael rahm raimund rainer ralf ralph ramon
    rand randall randy raul ray raymond recep reince reiner reinhard reinhart reinhold rex rich richard
    rick ricky rob robby robert roberto rod roderick rodney rodrigo roger roland rolf roman romano ron
    ronald ronnie ronny ross roy rudi rudiger rudolf rudy rupert russ russell ryan saddam salman
    salvador sam samuel santiago sascha saul schimon scott sean sebastian serge sergei sergey sergio
    serhii seth shane shaun sheldon shimon sidney siegfried siegmar sigmar silvio simon slobodan sonke
    spencer stanislaw stanley stefan steffen stephan stephen sterling steve steven stewart stuart sven
    swen sylvester tadeusz tariq ted terrence terry thabo theodor theodore thierry thilo thomas thorsten
    tilman tim timo timothy tino tobias todd tom tomas tommy tony torben torsten travis trent trevor
    troy tyler udo ulf uli ullrich ulrich umberto uwe vaclav vadim valentin vasyl veit vernon victor
    viktor vincent vinnie vinzenz vitali vitaly vladimir volker volkmar volodymyr waclaw wade waldemar
    wallace walt walter walther warren wayne wendell werner wesley wieland wilfried wilhelm will willem
    willi william willie willy winfried wladimir wolf wolf-dieter wolfgang wolfram xaver xavier xi yair
    yaroslav yevgeny yoshihide yoweri yuri yuriy yusuf zach zachary zbigniew zoran
    """
)
FEMALE = bag(
    """
    abby abigail ada adele adelheid adriana agnes agnieszka aileen aische aisha alba aleksandra
    alessandra alexandra alexandria alice alicia alina alison allison alma almut alyssa amanda amber
    amelia amina amy ana anastasia andrea anette angela angelika angelina angie anita anja anke ann anna
    anna-lena annalena anne annegret anneliese annette annie annika antje antonia april ariana ashley
    astrid audrey aung aurelia ava ayaan barbara beata beate beatrice beatrix beatriz becky belinda
    benazir bernadette bertha beth betsy bettina betty beverly bianca birgit bonnie brenda bridget
    brigitte britta brittany camila camilla candace candice carla carly carmen carol carola carole
    carolin carolina caroline carolyn carrie caterina catherine cathy cecilia celia chantal charlene
    charlotte chelsea cheryl chiara chloe christa christel christiane christina christine cindy claire
    clara clare clarissa claudia colleen condoleezza constance cora cordula cornelia courtney cristina
    crystal cynthia dagmar daisy dana daniela danielle danuta daria dawn debbie deborah debra deirdre
    delia denise diana diane dilma dina dolores donna dora doris dorothea dorothee dorothy ebony
    edeltraud edith eileen elaine eleanor elena elfriede elisa elisabeth eliza elizabeth elke ella ellen
    elsa elvira emilia emily emma erica erika erin erna esther ethel eugenia eva eva-maria eve evelyn
    ewa faith fatima felicia felicitas fiona florence frances francesca franziska frauke frederike
    friederike gabi gabriela gabriele gail geraldine gerda gerlinde gertrud gertrude gesine gina giorgia
    gisela giulia gladys glenda gloria grace greta gretchen gudrun gwen halima hanna hannah hannelore
    harriet heather heide heidemarie heidi heike helen helena helene helga henriette herta hilary hilde
    hildegard hillary hope huma ida ilona ilse indira ines inge ingeborg ingrid inka irene irina iris
    irma irmgard isabel isabell isabella isabelle ivanka ivy jackie jacqueline jana jane janet janice
    janine jasmine jean-marie jeanette jeanne jelena jen jenna jennifer jenny jessica jill jo joan joann
    joanna jocelyn jodi johanna josephine joy joyce juanita judith judy julia juliana julie julija june
    jutta karen karin karine karla katarina katarzyna kate katharina katherine kathleen kathrin kathryn
    kathy katie katja katrin katrina katy kayla kayleigh kelly kellyanne kendra kerstin kim kimberly
    kirsten kirstin klara konstanze kristen kristin kristina lara larysa laura lauren lea leah leila
    lena leonie leslie-ann leticia leyla lidia lieselotte lilian lillian lily lina linda lisa liz
    ljudmila lois lola loretta lori lorraine louisa louise lucia lucie lucy luisa luise lydia lynn mabel
    madeleine madeline maggie malgorzata mandy manuela mara marcella marcia mareike margaret margarete
    margarita margit margot margret margrit maria mariana marianne marie marie-luise marilyn marina
    marine marion marisa marissa marjorie marlene marlies marsha marta martha martina mary mathilde
    maureen maya mechthild megan megyn melania melanie melinda melissa mercedes meredith mia michaela
    michele michelle mildred miranda miriam moira molly monica monika myra nadeschda nadia nadine nadja
    nancy naomi natalia natalie natascha natasha nathalie nele nellie nicola nicole nikki nina nora
    norma octavia oksana olena olga olha olivia ophelia paige pam pamela patrice patricia patsy patty
    paula pauline pearl peggy penelope penny petra phoebe phyllis pia priscilla rachel ramona raquel
    rebecca regina regine renate renee rhonda ricarda rita roberta robin rosa rosalind rose rosemarie
    rosemary roswitha roxanne ruth sabine sabrina sally samantha sandra sara sarah saskia segolene
    selina serena shannon sharon sheila shelly sherry shirley sibylle sigrid silke silvia simone sofia
    sonia sonja sophia sophie stacey stacy stefanie steffi stella stephanie sue susan susana susanna
    susanne suzanne svenja svetlana svitlana swantje sybil sybille sylvia sylvie tamara tammy tania
    tanja tanya tara tatiana tatjana teresa tetiana theresa tiffany tina toni tracy traudl trude tulsi
    uljana ulla ulrike ursula uschi uta ute valentina valerie vanessa vera verena veronica veronika
    vicky victoria viktoria viola violet virginia vivian waltraud wanda wendy whitney whoopi wiebke
    wilhelmine wilma winifred yasmin yolanda yulia yuliia yvette yvonne zoe
    """
)

# Names of men and of women alike: they show a person, but not whether it is he or she.
EITHER = bag(
    """
    alex alexis ali casey dana jamie jan jean jess jessie jody jordan kerry kim leslie lindsay lindsey marion
    morgan pat robin sasha sascha shannon taylor terry tracy
    """
)
