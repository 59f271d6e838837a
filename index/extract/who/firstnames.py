"""First names that tell whether a person is he or she, of the languages the news comes in."""

from index.extract.words import bag

MALE = bag(
    """
    aaron abdul abdullah abe abraham achim adalbert adam adolf adolfo adolph adrian agustin ahmad ahmed
    ahmet alan alastair albert alberto albrecht alejandro alex alexander alexei alexis alfons alfonso
    alfred alfredo ali alistair allan allen alois alonzo alphonso alton alvaro alvin alwin anatoly
    andre andreas andrei andres andrew andrii andriy andrzej andy angel angelo ansel anselm anthony
    antoine anton antonio antony archie ari ariel armand armando armin arndt arne arno arnold arthur
    arturo asif austin axel barack barnaby barney barry bart baschar basil bastian ben benedikt benito
    benjamin bennie benny bernard bernardo bernd bernie bert berthold bertram bill billy bjorn blaine
    blake bob bobby bodo bogdan boris brad bradley brandon brendan brent bret brett brian bronislaw
    bruce bryan bryce bryon bulent burkhard byron caleb calvin cameron carl carlo carlos carlton
    carsten carter cecil cedric cem cesar chad charles charlie chester chip chris christian christof
    christoph christopher chuck cillian clarence claude claus clayton clemens clement cliff clifford
    clifton clint clyde cody colin conor conrad corey cornelius cory craig crispin curt curtis cyril
    dale damian damien damon dan daniel danny dante darin darius darnell darrel darrell darren darrin
    darryl daryl dave david dean declan delbert demetrius denis dennis derek derrick desmond detlef
    detlev devin devon dewey dexter diego dieter diethelm dietmar dietrich dion dirk dmitri dmitry
    dmytro domingo dominic dominick dominique don donald donnie donovan doug douglas dragan drew
    dschalal duane duncan dustin dwayne dwight dylan earl eberhard eckart eckhard ed eddie edgar edmond
    edmund eduard eduardo edward edwin efrain egon ehud ekkehard elbert eldon eli elias elijah elliot
    elliott elmar elmer elton elvis elwood emanuel emil emilio emmanuel emmett engelbert enrico enrique
    eric erick erik ernest ernesto ernie ernst ervin erwin esteban ethan eugen eugene evan everett evo
    ewald ewan fabian federico felipe felix ferdinand fergus fernando fidel florian floyd forrest
    francis francisco francois frank franklin franz franz-josef fred freddie freddy frederick fredrick
    friedemann friedhelm friedrich fritz gabriel gareth garrett garry gary gavin gebhard gene geoff
    geoffrey georg george georgi gerald gerard gerardo gerd gerhard gernot gero gerry gianni gilbert
    gilberto giles giorgio giovanni giuseppe glen glenn gonzalo goran gordon gottfried grady graham
    grant greg gregg gregor gregorio gregory guido guillermo gunnar gunter gunther gus gustav gustavo
    guy hajo hal hamid hamish hank hannes hanno hanns hans hans-dieter hans-georg hans-joachim
    hans-jurgen hans-peter harald harlan harley harold harris harry hartmut hartwig harvey hassan heath
    hector heiko heiner heinrich heinz helge hellmut helmut helmuth henning henri henrik henry herbert
    heribert herman hermann hilmar hinrich hiram holger horace horst hosni howard hubert hubertus hugh
    hugo humberto hussein ian ibrahim ignacio igor ilya imran ingo ira irvin irving isaac isaiah ismael
    ismail ivan ivo jack jackson jacob jacques jaime jake jakob jamal james jamie jan jared jaroslav
    jaroslaw jarrod jason jasper javier jay jayson jean jean-claude jean-luc jean-pierre jeb jed jeff
    jefferson jeffery jeffrey jens jerald jeremiah jeremy jermaine jerome jerry jerzy jesse jesus jim
    jimmie jimmy jiri joachim joao joaquin jochen joe joel joey johan johann johannes john johnathan
    johnny jon jonas jonathan jonathon jordan jorg jorge jorn jose josef joseph josh joshua jost juan
    julian julio julius jurgen justin kai karl karl-heinz karl-theodor karsten keith kelvin kemal ken
    kenneth kenny kent kermit kevin khalid khizr kilian kirk klaus klaus-peter knut kofi konrad
    kristian kristopher krzysztof kuno kurt kyle lamar lamont lance larry lars laurence laurent
    lawrence lee leland len lennart leo leon leonard leonardo leonhard leonid leopold leroy leslie
    lester leszek lew lewis liam lindsey lionel lloyd logan lonnie loren lorenz lorenzo lothar lou
    louie louis lowell luca lucas ludger ludwig luigi luis luiz lukas luke luther lutz lyle mack
    mahmoud mahmud malcolm malte manfred manuel marc marcel marcelo marcio marco marcos marcus marek
    mariano mario mark markus marlon marshall martin marty marvin massimo mateo mathew mathias matt
    matteo matthew matthias maurice mauricio max maxim maximilian mehmet meinhard mel melvin merle
    micah michael micheal michel mickey miguel mike mikhail milan milo milos milton mirko mitch
    mitchell mitt mohamed mohammad mohammed moises monty moritz morris muammar muhammad murat murray
    mustafa mykhailo myron nate nathan nathaniel neal ned neil nelson newt niall nicholas nick nickolas
    nicolas nigel nikita nikolai nikolaus nils noah noel nolan norbert norm norman nuri olaf oleg oleh
    oleksandr oleksii oliver omar omer orville osama oscar oskar otis otmar ottmar otto owen pablo
    paolo pascal pat patrick paul pavel pavlo pedro peer percy pete peter petr petro phil philip
    philipp philippe phillip pierre piers pietro piotr preston quentin quincy quinton rafael rahm
    raimund rainer ralf ralph ramiro ramon rand randal randall randolph randy raphael raul ray raymond
    recep reggie reginald reince reiner reinhard reinhart reinhold reuben rex reynaldo ricardo rich
    richard rick rickey ricky rigoberto rob robby robert roberto rod roderick rodger rodney rodolfo
    rodrigo rogelio roger roland rolando rolf roman romano ron ronald ronnie ronny rory roscoe ross roy
    royce ruben rudi rudiger rudolf rudolph rudy rufus rupert russ russel russell ryan saddam salman
    salvador salvatore sam sammy samuel santiago sascha saul schimon scot scott scotty seamus sean
    sebastian serge sergei sergey sergio serhii seth shane shaun shawn sheldon shimon sidney siegfried
    siegmar sigmar silvio simon slobodan solomon sonke spencer stan stanislaw stanley stefan steffen
    stephan stephen sterling steve steven stewart stuart sven swen sylvester tadeusz tariq ted terence
    terrance terrell terrence terry thabo thaddeus theodor theodore thierry thilo thomas thorsten
    tilman tim timmy timo timothy tino tobias toby todd tom tomas tommy tony torben torsten travis
    trent trevor troy ty tyler tyrone tyson udo ulf uli ullrich ulrich ulysses umberto uwe vaclav vadim
    valentin vance vasyl veit vern vernon vicente victor viktor vince vincent vinnie vinzenz virgil
    vitali vitaly vladimir volker volkmar volodymyr waclaw wade waldemar wallace walt walter walther
    warren wayne wendell werner wesley wieland wilbert wilbur wilfred wilfried wilhelm will willard
    willem willi william willie willy winfried winston wladimir wolf wolf-dieter wolfgang wolfram
    woodrow xaver xavier xi yair yaroslav yevgeny yoshihide yoweri yuri yuriy yusuf zach zachary
    zbigniew zoran
    """
)
FEMALE = bag(
    """
    abby abigail ada adele adelheid adeline adriana adrienne agnes agnieszka aida aileen aimee aische
    aisha alana alba alejandra aleksandra alessandra alexandra alexandria alice alicia alina alisa
    alisha alison allison allyson alma almut althea alyssa amanda amber amelia amina amy ana anastasia
    andrea anette angela angelica angelika angelina angie anita anja anke ann anna anna-lena annalena
    anne annegret anneliese annette annie annika antje antoinette antonia aoife april ariana arlene
    ashlee ashley astrid audra audrey aung aurelia ava ayaan barbara beata beate beatrice beatrix
    beatriz becky belinda benazir bernadette bernice bertha bessie beth bethany betsy bette bettina
    betty beulah beverly beyonce bianca birgit blanca blanche bonita bonnie brandi brenda brianna
    bridget bridgette brigitte britta brittany brittney brooke caitlin callie camila camilla camille
    candace candice carla carly carmela carmen carol carola carole carolin carolina caroline carolyn
    carrie cassandra cassie caterina catherine cathleen cathy catriona cecelia cecile cecilia celeste
    celia chantal charlene charlotte chelsea cheri cheryl chiara chloe christa christel christiane
    christie christina christine christy cindy claire clara clare clarissa claudette claudia colleen
    condoleezza connie constance consuelo cora cordula corinne cornelia courtney cristina crystal
    cynthia dagmar daisy dana daniela danielle danuta daphne daria darla darlene dawn deanna debbie
    debora deborah debra deirdre delia delores dena denise desiree diana diane dianna dianne dilma dina
    dolly dolores donna dora doreen doris dorothea dorothee dorothy ebony edeltraud edith edna effie
    eileen elaine eleanor elena elfriede elinor elisa elisabeth elise eliza elizabeth elke ella ellen
    eloise elsa elsie elvira emilia emily emma erica erika erin erna ernestine esmeralda estelle esther
    ethel eugenia eunice eva eva-maria eve evelyn ewa faith fannie fatima faye felicia felicitas fiona
    florence frances francesca francine franziska frauke freda frederike frieda friederike gabi
    gabriela gabriele gabrielle gail galina gayle genevieve georgina geraldine gerda gerlinde gertrud
    gertrude gesine gillian gina giorgia gisela giulia gladys glenda gloria goldie grace gracie
    graciela greta gretchen gudrun gwen gwendolyn haley halima hanna hannah hannelore harriet hattie
    hazel heather heide heidemarie heidi heike helen helena helene helga henrietta henriette herta
    hilary hilda hilde hildegard hillary holly hope huma ida ilona ilse imogen indira ines inez inge
    ingeborg ingrid inka irene irina iris irma irmgard isabel isabell isabella isabelle ivanka ivy
    jackie jaclyn jacqueline jacquelyn jana jane janelle janet janette janice janie janine janis
    jasmine jayne jean-marie jeanette jeanine jeanne jeannette jeannie jeannine jelena jen jenna jennie
    jennifer jenny jessica jill jillian jo joan joann joanna joanne jocelyn jodi jodie johanna jolene
    joni josefina josephine josie joy joyce juana juanita judith judy julia juliana julie julija june
    justine jutta kara karen kari karin karina karine karla katarina katarzyna kate katharina katharine
    katherine kathleen kathrin kathryn kathy katie katja katrin katrina katy kayla kayleigh keisha
    kelli kellie kelly kellyanne kelsey kendra kerri kerstin kim kimberley kimberly kirsten kirstin
    klara konstanze krista kristen kristi kristin kristina kristine kristy krystal lana lara larysa
    latasha latoya laura lauren laurie laverne lea leah leann leanne leila lena leona leonie leslie-ann
    leticia leyla lidia lieselotte lilian lillian lillie lily lina linda lisa liz lizzie ljudmila lois
    lola lora lorena loretta lori lorna lorraine lottie louisa louise lucia lucie lucille lucinda lucy
    ludmila luisa luise luz lydia lynda lynette lynn lynne mabel madeleine madeline madonna mae
    magdalena maggie malgorzata mamie mandy manuela mara marcella marcia marcy mareike margaret
    margarete margarita margie margit margo margot margret margrit marguerite maria marian mariana
    marianne maribel marie marie-luise marilyn marina marine marion marisa marisol marissa maritza
    marjorie marla marlene marlies marsha marta martha martina mary maryann mathilde matilda mattie
    maude maureen mavis maxine maya mechthild megan meghan megyn melania melanie melba melinda melissa
    melody mercedes meredith mia michaela michele michelle mildred millie mindy minnie miranda miriam
    moira molly mona monica monika monique muriel myra myrna myrtle nadeschda nadia nadine nadja nancy
    naomi natalia natalie natascha natasha nathalie nele nell nellie nettie niamh nichole nicola nicole
    nikki nina nola nora noreen norma octavia oksana olena olga olha olivia ophelia oprah paige pam
    pamela patrice patricia patsy patti patty paula paulette pauline pearl peggy penelope penny petra
    philippa phoebe phyllis pia polly priscilla rachael rachel rachelle ramona raquel reba rebecca
    rebekah regina regine renate renee rhoda rhonda ricarda rihanna rita roberta robin rochelle rosa
    rosalie rosalind rosalyn rose rosemarie rosemary rosetta rosie roswitha roxanne ruby ruth ruthie
    sabine sabrina sadie sally samantha sandra saoirse sara sarah saskia segolene selina serena shannon
    shari sharon shauna shawna sheena sheila shelly sheri sherri sherry sheryl shirley sibylle sigrid
    silke silvia simone siobhan sofia sondra sonia sonja sonya sophia sophie stacey stacie stacy
    stefanie steffi stella stephanie sue susan susana susanna susanne susie suzanne svenja svetlana
    svitlana swantje sybil sybille sylvia sylvie tabitha tamara tami tamika tammy tania tanja tanya
    tara tasha tatiana tatjana tatyana teresa teri terri tetiana thelma theresa therese tia tiffany
    tina toni tonia tonya traci tracie tracy traudl tricia trina trisha trude trudy tulsi uljana ulla
    ulrike ursula uschi uta ute valentina valerie vanessa velma vera verena verna veronica veronika
    vicki vickie vicky victoria viktoria viola violet virginia vivian waltraud wanda wendy whitney
    whoopi wiebke wilhelmine willa wilma winifred winnie yasmin yelena yolanda yulia yuliia yvette
    yvonne zoe
    """
)

# Names of men and of women alike: they show a person, but not whether it is he or she.
EITHER = bag(
    """
    dominique alex alexis ali casey dana jamie jan jean jess jessie jody jordan kerry kim leslie lindsay lindsey marion
    morgan pat robin sasha sascha shannon taylor terry tracy
    """
)
