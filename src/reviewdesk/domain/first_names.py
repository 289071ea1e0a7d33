"""First names of many countries, without their accents, and the short forms that people use.

They are evidence, not a register: a name that is missing here is still found by its form.
"""

from types import MappingProxyType

_FIRST_NAMES = """
aaron abdul abdullah abigail adam adele adrian agata agnes agnieszka ahmad ahmed aisha akira alan
albert alberto aldo aleksander aleksandra alejandro aleksei alena alessandra alessandro alexander
alexandra alexandre alexandros alexei alfonso alfred alice alicia alina alisha alison allison alma
alvaro amanda amelia amelie amina amir amit amy ana anastasia anders andrea andreas andrei andrew
andrzej andy angela angelika angelina angus anika anil anita anja anjali ann anna annabel anne
annette annika anthony antoine anton antonia antonio antti anya ariana arjun arne arnold artem
arthur arturo arun asif astrid attila audrey august axel ayesha ayse balazs barbara barnaby bart
bartholomew bartosz beata beatrice beatriz benedict benedikt benjamin bernard bernd bernhard bert
bertha beth bettina bianca birgit bjorn bob bogdan bohdan boris bozena brandon brenda brendan
brian bridget britta bruno bryan burak caitlin callum camila camille carina carl carla carlo
carlos carmen carol carolin carolina caroline caterina catherine cecilia cedric celia celine cesar
charles charlotte chen chiara chloe chris christa christian christina christine christoph
christopher ciara claire clara clarissa claudia claudio clemens colin conor conrad constantin
cornelia corinna costas craig cristian cristina curtis cynthia cyril dagmar daisuke damian damien
daniel daniela daniele danielle daphne darius darren dave david davide debbie deborah deepak
deirdre denis denise dennis derek deniz diana diane diego dieter dimitri dimitrios dirk dmitri
dmitry dolores dominic dominik dominique donald dora doris dorothea dorothy douglas duncan ebba
eberhard edgar edith eduardo edward edwin egbert eileen eirik ekaterina elaine eleanor elena eleni
elif elisa elisabeth elise eliza elizabeth elke ella ellen elliot elsa elvira emil emilia emilie
emily emma emmanuel emre enrico enrique eric erica erich erik erika erin ernst esther ethan
etienne eugene eva evelyn ewa fabian fabio fabrice farah fatima fatma federica federico felicia
felicity felipe ferdinand ferenc fernando filip filippo finn fiona florian francesca francesco
francis francisco francois frank franz frederic frederick fredrik frieda friedrich fumiko gabor
gabriel gabriela gareth gary gavin gemma geoffrey george georgia georgios gerald gerard gerd
gerhard giacomo gianluca gilbert giorgio giovanna giovanni gisela giulia giuseppe gloria gordon
graham greg gregor gregory greta grzegorz guido guillaume gunnar gunther gustav hana hannah hannes
hans harald harold haruto harry hassan hasan heather hedwig heidi heike heikki heinrich heinz
helen helena helene helga helmut hendrik henri henrik henry herbert hermann hilda hiroshi hiroto
holger hugh hugo hussein ian ibrahim ignacio igor ilona ilse imran ines inga inge ingrid irena
irene irina iris isaac isabel isabella isabelle ismail istvan ivan ivana ivo jacek jaclyn jacob
jacqueline jacques jakob jakub james jamie jana jane janet janine janos jarek jaroslav jasmin
javier jean jeanette jeff jeffrey jelena jennifer jenny jens jeremy jerome jesper jesse jessica
jesus jill jim jiri joachim joan joana joanna joanne joao jochen joe joel johan johann johanna
johannes john jolanta jon jonas jonathan jordan jorge jose josef joseph josephine joshua josip
juan judith jukka julia julian juliana julie julien juliette jun jurgen justin justyna juuso kaori
karel karen karim karin karina karl karolina katarina katarzyna kate katharina katharine katherine
kathleen kathrin kathryn katja katrin kavita kazimierz keiko keith kelly kenji kenneth kerstin
kevin khalid kieran kirill kirsten klara klaus knut konrad konstantin kristian kristin kristina
kristof krzysztof kumar kurt kyle lara lars lasse laszlo laura lauren laurence laurent lea leah
leif lena leon leonard leonardo leonie leopold leroy lev liam lidia liesel lilian lin linda lionel
lisa ljubica lorena lorenzo lotte louis louisa louise luc luca lucas lucia lucie lucy ludmila
ludwig luigi luis luisa luka lukas luke lutz lydia lynn maarten maciej madeleine madeline magda
magdalena magnus maja malcolm malgorzata malte manfred manuel manuela marc marcel marcelo marcia
marcin marco marcos marcus marek margaret margarete margarita margot maria mariam marian mariana
marianne marie marija mariko mario marion marius marjorie markku marko markus marlene marta martha
martin martina mary mateo mateusz mathias mathieu mathilde matteo matthew matthias matti maureen
mauricio maurice maxim maximilian maya meera mehmet mei melanie melissa melvin mercedes meredith
mia michael michaela michal michel michele michelle miguel mihai mikael mika mikhail mikko milan
milena miloslav mira miranda miriam miroslav mitchell mohamed mohammad mohammed moira molly monica
monika monique moritz mohan muhammad murat mustafa nadia nadine nancy naomi natalia natalie nathan
nathalie neha neil nelson niamh nicholas nicola nicolas nicole nigel nikhil nikita nikola nikolai
nikolaos nikos nils nina nikolas noemi nora norbert norma nuno odile ola olaf oleg oleksandr olena
olga oliver olivia olivier omar ondrej orla oscar oskar otto pablo paola paolo pascal patricia
patrick patrik patrycja paula paulina paulo pavel pawel pedro pekka pengfei per petar peter petra
petri petros philip philipp philippe phoebe phyllis pia pierre pilar piotr priya przemek rachel
radek rafael rahul raj rajesh ralf ralph ramon raquel raul raymond rebecca regina reinhard renata
renate rene ricardo riccardo richard riikka rita robert roberta roberto robin rodrigo roger roland
rolf roman ronald rosa rosalind rowena roxana ruben rudolf rupert russell ruth ryan sabine sabrina
sakura salma sam samantha samira samuel sandra sanjay santiago sara sarah sascha sean sebastian
selma serena serge sergei sergey sergio sharon sheila sibylle siegfried sigrid silke silvia simon
simone sinead siobhan sofia sofie solveig sonia sonja sophia sophie soren stanislav stefan
stefania stefanie steffen stephan stephanie stephen steve steven stig stuart susan susanna susanne
suzanne sven svenja svetlana sylvia sylvie szymon tadeusz takashi tamara tanja tania tariq tatiana
tatjana teresa tereza tessa thea theo theodor theodore theresa thomas thorsten tiago tibor tilda
tim timo timothy tina tobias todd tomas tomasz tommaso toni torsten tove tracy tristan tuomas udo
ulrich ulrike ulf umberto ursula ute uwe valentin valentina valerie vanessa vasil vasiliki vera
verena veronica veronika vicente victor vijay vikram viktor viktoria vincent vincenzo viola
virginia vitor vladimir vojtech volker walter wanda wendy werner wiebke wiktor wilfried wilhelm
william wojciech wolfgang xanthippe xavier xenia yannick yasmin yolanda yuki yuri yusuf yves
yvonne zahra zbigniew zdenek zdenka zeynep zoe zofia zoltan zsofia zuzana
"""
_FARTHER_NAMES = """
paul tom
aaliyah abebe abena abeni abhishek abiodun adaeze adebayo adewale aditi aditya adwoa agneta ahmet
aidan aileen aine aisling ajay akash akosua akua alemayehu alinafe alioune aliya amadou amara
ameera aminata amrita anand ananya aneta anette angelos aniket anjana ankit annemarie anselm
ansgar anupam aoife apostolos archana ariadne arij arvid aryan asher ashok ashwin asmaa athanasios
ayanda ayodele ayumi azadeh babatunde bahar balint baptiste basak bashir benita berit bhavna bilal
binh birgitta bjarne bolaji bongani boyan bozidar branimir branko bronagh bronwyn bulent busisiwe
caoimhe carolyn catalin catarina cem chandra chantal charalampos chidi chidinma chinedu chinwe
chioma chukwuemeka clodagh colette cormac cosmin dafydd damilola danuta darragh deepika delphine
demetrios demetris derya desmond devika dhruv didem dimitra dinesh diyar dobromir dorota dragan
dragana dusan ebele ebru eero efua eilidh eimear ekene ekin elodie eloise elzbieta emeka emilija
enda endre engin eniko eoghan eoin ercan ercument erkan erlend ersin erzsebet esra eszter
evangelos evgeni evgenia eyup farida farouk fatou femi ferhat ferran fikret filiz fionnuala
fiorella folake franziska freya fumi funmilayo furkan gaelle gaetan gauri gerlinde germaine ghada
giacinta gintaras girish gizem gokhan goran gordana grainne grete grigorios grizelda gudrun gulsen
hadiza hae hakan halima hamid hamza hanako hanna hanneke harish harpreet harsh haruka hatice
hayato heba hedvig hemant henriette hideo hikaru hilde hina hoang hrvoje huda huseyin ifeanyi
ifeoma ilias ilker imani imelda indira ioana ioanna ioannis iolanda irfan isak ishaan ishita
isidora itoro ivett iwona izabela jadwiga jagoda jamal jameela jarmila jasmina jaspreet jayanti
jelle jitka joost joris jorn jovan jozef juergen juha julianna jurek justine jyoti kabir kacper
kagiso kaisa kalle kamal kamala kamila kamran karthik katariina katerina katsuhiro kaveh kavya
kazuki kazuo kemal kemi khadija khalil khanh kimberly kinga kiran kofi kojo kostas kristjan kunal
kurosh kwabena kwame kwasi kyriakos ladislav lakshmi lamia larissa latisha laurynas lech leila
lenka leszek leticia lieke lilla linnea liselotte livia lorcan lubomir lucjan lukasz lwazi maeve
magnhild maheen mahmoud mairead makoto malik malin mamadou mandla manish manoj mareike margit
mariusz marjan marketa marlies masashi matej mathilda matilde mattias mayumi megumi mehdi mehwish
meike melih merve mette michiel michio mihaela mikolaj milica milos minna mirela mirko mirna
misaki miyuki mladen mohit monwabisi mpho mukesh mukunda murali musa muthoni mwangi nadezhda
nalini nandini naoki naoko naomh narges nasreen natasha naveen nayana neema nergis nerijus ngozi
nguyet nicolae nicoleta niels nikolaj nilufer nirmala nisha nithya njeri nkechi nkosana nnamdi
noor noriko nosipho nthabiseng nuala nur obinna odhran oisin okan olamide oluwaseun oluwatobi
omolara orhan oriol orsolya osman ottilie oumar ozan ozge padraig pallavi panagiotis parisa
pavlina peadar pedram pelin perrine pooja pradeep prakash pranav prashant pratik praveen preeti
priscilla priyanka przemyslaw puneet purnima quynh radhika radoslav ragnar ragnhild rajiv rakesh
ramesh ramona rania ranjit rasheed rashid ravi razvan reiko rekha reshma rhiannon rishi ritu riya
rohan rohit roisin rossana ruairi rustam ryota sachin sadia saeed sahana saif sakshi salome samir
samuli sandeep sandip sanna saoirse saskia satoshi saverio savita sebnem seema selim selin semih
senthil serap serdar serkan seung shabnam shankar shanthi sharad shilpa shinji shreya shruti
sibusiso sigurd silvija simran sindre sipho sizwe slavica slawomir snezana solene sota spiros
sreenivas srinivas stanislaw stavros stelios stoyan subramanian sudha suleiman suleyman sumit
sunil sunita suresh sushma swati syed sylwia tadej taiwo takumi tamas tanvi tarek tatsuya tendai
terhi terje tetsuya thandeka thandi thandiwe themba theodoros thi thibault thierry thulani thuy
tihomir tomoko toomas toshiro tsvetan tuan tulay tuncay tunde tuulikki tymoteusz uchenna uday
ugochukwu umar umesh uros usha vaclav vaidehi valentyna varun vasilis vasyl veera venkat vesna
vidya vikas vilma vineet vinod violeta vipul virag vishal vivek vlad volodymyr vuyo wambui wanjiru
wenche wiebe wieslaw willem wilma xolani yael yannis yaroslav yasemin yash yasuko yaw yewande
yiannis yigit yinka yogesh yoko yosef yoshiko yuko yuliya yumi yusra yuto zainab zanele zeinab
zoran zsolt zsuzsa zuleikha
"""
FIRST_NAMES = frozenset(f"{_FIRST_NAMES} {_FARTHER_NAMES}".split())

_SHORT_FORMS = """
abigail abby gail
albert al bert albie
alberto beto
alexander alex al sandy sasha xander alec lex
aleksander alex olek
aleksandr sasha
alexandra alex sandra sasha lexi
alejandro alex jandro
alfred alf fred alfie
alice ali
allison ally
amanda mandy
andrea andi
andreas andi andy
andrew andy drew
andrzej andrzejek
anastasia nastya stacy ana
angela angie
anna annie ania anya
anthony tony ant
antonio tonio toni
arthur art artie
barbara barb babs basia
bartholomew bart barty tolly
bartosz bartek
beatrice bea trixie
benedict ben
benjamin ben benny benji
bernard bernie
bernhard bernd
bohdan danya
bradley brad
caroline caro carrie
catherine cathy cat kate katie cath
charles charlie chuck chas
charlotte charlie lottie
christian chris
christina chris tina chrissy
christine chris tina
christoph chris
christopher chris topher kit
cornelius con neil
cynthia cindy
daniel dan danny
daniela dani
david dave davey
deborah deb debbie
dmitri dima mitya
dmitry dima mitya
dominic dom nick
dominik dom
donald don donny
dorothy dot dottie dolly
douglas doug
edward ed eddie ted teddy ned
edwin ed
edmund ed
eduardo edu
ekaterina katya
eleanor ellie nell nora
elizabeth liz lizzie beth betty eliza libby lisa bess
elisabeth lisa elsi
emily em emmy
emmanuel manny
eugene gene
evelyn evie
ferdinand ferdi ferdy nando
fernando nando
florence flo
francesco franco cesco
francis frank fran
francisco paco pancho
frederick fred freddy rick
friedrich fritz
gabriel gabe
geoffrey geoff
george georgie
gerald gerry
gerard gerry
giovanni gianni vanni
giuseppe beppe peppe
gregory greg
guillermo memo
gustavo gus
hannah hanna
harold harry hal
heinrich heinz heini
helena lena
henry harry hank
herbert herb bert
hubert bert
ignacio nacho
isabella bella izzy
isabel izzy bel
ivan vanya
jacob jake
jakub kuba
jacqueline jackie
james jim jimmy jamie
jan honza janek
janet jan
jeffrey jeff
jennifer jen jenny
jeremy jerry
jessica jess jessie
joachim jo achim
johannes hannes hans joe
john jack johnny
jonathan jon jonny
jordan jordy
jose pepe
joseph joe joey
josef sepp pepa
joshua josh
judith judy
julian jules
julia jule
katarzyna kasia
katharina kathi kati
katherine kathy kate katie kat
kathleen kathy kath
kathryn kathy kate
kenneth ken kenny
konstantin kostya
konstantinos kostas
krzysztof krzys
kristina kris tina
laurence larry
lawrence larry
leonard leo len lenny
leonardo leo
louis lou
louise lou
madeleine maddie
madeline maddie
magdalena magda lena
malgorzata gosia
manuel manu manolo
margaret maggie meg peggy greta margie
maria mia mary masha
marianne marian
martin marty
matthew matt matty
matthias matze
maximilian max maxi
maxwell max
megan meg
mehmet memo
melanie mel
melissa mel lissa
michael mike mick mickey mikey michi
michelle shelly
miguel migue
mikhail misha
mitchell mitch
mohammad mo
mohammed mo
nancy nan
natalia natasha nata
natalie nat
nathan nate nat
nathaniel nate nat
nicholas nick nicky
nicolas nico
nicole nicky nicki
nikolai kolya
nikolaos nikos
olga olya
oliver ollie olli
olivia liv
pamela pam
patricia pat patty trish tricia
patrick pat paddy rick
pavel pasha
penelope penny
peter pete
philip phil pip
philipp phil
priscilla cilla
przemyslaw przemek
rafael rafa
raymond ray
rebecca becky becca bec
reginald reg reggie
ricardo rick rico
richard rick ricky dick rich richie
robert rob bob bobby robbie bert
roberto beto
roderick rod
ronald ron ronnie
rosalind ros roz
rosemary rosie
rudolf rudi
rupert rupe
samantha sam
samuel sam sammy
santiago santi
sebastian seb basti
sergei seryozha
sergey seryozha
sigmund sig
simon si
sophia sophie
stanislav stan stas
stanley stan
stefan stef
stefanie steffi
stephanie steph
stephen steve
steven steve
susan sue susie suzy
susanne susi
svetlana sveta
tatiana tanya
theodore ted theo teddy
teresa terry tess
theresa terry tess
thomas tom tommy
timothy tim timmy
tobias tobi
tomasz tomek
ulrich uli
valentina val
valerie val
vasily vasya
veronica vero ronnie
victor vic
victoria vicky vic tori
viktor vitya
vincent vince vin
vladimir volodya vova vlad
walter walt wally
wilhelm willi willy
wilhelmina mina
william will bill billy willy liam
wojciech wojtek
wolfgang wolf wolfi
xanthippe xan
xavier xavi
zoltan zoli
laszlo laci
istvan isti pista
jozsef joska jozsi
ferenc feri
gyorgy gyuri
janos jani
sandor sanyi
katalin kati
erzsebet erzsi
zsuzsanna zsuzsi
gabor gabi
tamas tomi
miklos miki
attila ati
balazs bali
agnieszka aga
joanna asia
zofia zosia
stanislaw staszek
vaclav vasek
jiri jirka
zdenek zdena
zdenka zdenicka
giorgos yorgos george
dimitrios dimitris mitsos
ioannis giannis yannis
mustafa mustik
ibrahim ibo
johanna hanna jo
pekka pekki
rosario charo
dolores lola
guadalupe lupe
luis lucho
alessandro ale sandro
vincenzo enzo
lorenzo renzo
salvatore toto
sven svenni
siobhan shiv
matthijs thijs
johan jo
hendrik henk
cornelis cees kees
yekaterina katya
yevgeny zhenya
zachary zach zack
александр саша шура саня
александра саша
алексей леша алеша
анастасия настя
анна аня
валентина валя
василий вася
виктор витя
владимир вова володя
галина галя
дарья даша
дмитрий дима митя
евгений женя
екатерина катя
елена лена
иван ваня
ирина ира
константин костя
людмила люда
мария маша
михаил миша
наталья наташа
николай коля
ольга оля
павел паша
петр петя
светлана света
сергей сережа
татьяна таня
юлия юля
юрий юра
"""
SHORT_FORMS = MappingProxyType(
    {line.split()[0]: tuple(line.split()[1:]) for line in _SHORT_FORMS.strip().splitlines()}
)
"""What people also call somebody of that first name."""

_SURNAMES = """
acosta adeyemi ahmed akhtar alvarez andersen anderson andersson arslan aydin balogun banerjee
barbieri bauer becker begum bennett berger bergman bernard bianchi boateng borg braun bruno
cabrera caruso castillo castro celik cerny chakraborty chatterjee chavez cheng chowdhury
christensen colombo conti contreras correia costa costello cruz dabrowski dahl das demir desai
deshpande diallo diaz dimitrov doyle dubois dumont dupont durand dvorak ekstrom eriksen eriksson
esposito evans fernandes fernandez ferrari ferreira fischer fitzgerald flores fontaine fuchs
gallagher gallo garcia gomes gomez gonzales gonzalez greco guerrero gupta gustafsson gutierrez
haas hahn halvorsen hansen hansson hartmann hashimoto heikkinen hernandez herrera hoffman hoffmann
hofmann horvat horvath huang hughes hussain ibrahimovic inoue ito ivanov ivanova iyer jankowski
jansen janssen jansson jensen jimenez johansen johansson johnson jones jorgensen joshi kamara
kaminski kapoor karlsson kaur kaya keller khan kim kimura kobayashi koch kohler korhonen kovac
kovacs kowalczyk kowalska kowalski kozlov kozlowski kramer kristensen krueger kucera kuznetsov
lahtinen lambert larsen larsson lebedev lefebvre lehmann leroy lewandowski lindberg lindholm
lindqvist lindstrom lombardi lopez lundgren macdonald maier maki makinen mancini marchetti marino
martinez mazur mbeki mehta mendes mendoza mensah menon meyer mikkelsen mishra moreau morales
moreno moretti morozov muller mukherjee murphy nakamura nair navarro nemeth neumann nguyen nielsen
nieminen nilsen nilsson novak novikov novotny nowak obrien ochoa okafor okeke okonkwo olsen olsson
oliveira ortega ortiz osei ozdemir ozturk pallas papadopoulos patel pavlov pedersen pereira perez
persson petersen peterson petit petrov petrova pham pinto popescu popov prasad prochazka ramirez
ramos rao rasmussen reddy reyes ribeiro ricci richter rivera rizzo rodrigues rodriguez romero
rossi rousseau ruiz russo saito salminen sanchez santos sasaki sato schafer schmid schmidt schmitt
schneider schroder schubert schulte schulz schulze schwarz seidel sharma silva simonsen singh
smirnov sokolov sorensen sousa souza suarez sullivan suzuki svensson svoboda szabo szymanski
takahashi tanaka teixeira thompson torres toth tran tsang vargas vasquez vega venkatesh verma
vidal virtanen vogel vogt volkov wagner wang watanabe weber weiss werner wieczorek williams
williamson wilson wisniewski wojcik wozniak yamada yamamoto yang yilmaz yoshida zhang zhao zhou
zielinski zimmermann
"""
SURNAMES = frozenset(_SURNAMES.split())
