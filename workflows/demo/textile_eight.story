# Textile eight: a fictional network, inspired by real ones. Ten firms of one town are asked what holds them back; five of them form a group and go through all five phases.

# Phase 1: promotion and motivation

@ 2026-02-02
new textile_eight --title "Textile eight" --currency EUR --facilitator "Salma Idrissi" --as "Salma Idrissi"
record textile_eight network sector=clothing hs2=61 territory="Nova Valley" seat="12 Mill Street, Nova" country=MA looking_for="knitters and sewers that want to export"
record textile_eight facilitator name="Salma Idrissi" organisation="Chamber of Nova"
tick textile_eight scope_fixed --proof form=campaign-sheet

@ 2026-02-13
tick textile_eight hosts_found --proof signed_letter=chamber --set name="Chamber of Nova" --set kind=chamber --set offers="meeting room"
tick textile_eight long_list_built --proof form=long-list --set firms=40 --set sources="register, fair lists"

@ 2026-02-27
member add textile_eight anka --name "Anka Knitwear"
member add textile_eight bela --name "Bela Shirts"
member add textile_eight ciro --name "Ciro Sportswear"
member add textile_eight dora --name "Dora Underwear"
member add textile_eight elma --name "Elma Children"
member add textile_eight fina --name "Fina Prints"
member add textile_eight gala --name "Gala Scarves"
member add textile_eight hilo --name "Hilo Finishing"
member add textile_eight ivis --name "Ivis Uniforms"
member add textile_eight juno --name "Juno Design"
tick textile_eight firms_registered --for anka --proof form=registration-anka --set consent=yes --set product="circular knits" --set employees=38 --set women_percent=70 --set export_percent=12
tick textile_eight firms_registered --for bela --proof form=registration-bela --set consent=yes --set product="shirts" --set employees=24 --set women_percent=80 --set export_percent=5
tick textile_eight firms_registered --for ciro --proof form=registration-ciro --set consent=yes --set product="sportswear" --set employees=19 --set women_percent=60 --set export_percent=20
tick textile_eight firms_registered --for dora --proof form=registration-dora --set consent=yes --set product="underwear" --set employees=15 --set women_percent=85 --set export_percent=8
tick textile_eight firms_registered --for elma --proof form=registration-elma --set consent=yes --set product="children's wear" --set employees=11 --set women_percent=90 --set export_percent=0
tick textile_eight firms_registered --for fina --proof form=registration-fina --set consent=yes
tick textile_eight firms_registered --for gala --proof form=registration-gala --set consent=yes
tick textile_eight firms_registered --for hilo --proof form=registration-hilo --set consent=yes
tick textile_eight firms_registered --for ivis --proof form=registration-ivis --set consent=yes
tick textile_eight firms_registered --for juno --proof form=registration-juno --set consent=yes

@ 2026-03-06
tick textile_eight open_meeting --proof attendance_list=list-1 --set kind=open --set held_on=2026-03-03 --set firms_invited=40 --set firms_present=14 --set chaired_by=host
tick textile_eight open_meeting --proof attendance_list=list-2 --set kind=open --set held_on=2026-03-05 --set firms_invited=40 --set firms_present=17 --set chaired_by=host
tick textile_eight sensitisation --proof attendance_list=list-3 --set kind=sensitisation --set held_on=2026-03-06 --set firms_invited=17 --set firms_present=13
record textile_eight feedback firm=anka usefulness=5 explore=yes
record textile_eight feedback firm=bela usefulness=5 explore=yes
record textile_eight feedback firm=ciro usefulness=5 explore=yes
record textile_eight feedback firm=dora usefulness=5 explore=yes
record textile_eight feedback firm=elma usefulness=5 explore=yes
record textile_eight feedback firm=fina usefulness=3 explore=yes
record textile_eight feedback firm=gala usefulness=3 explore=yes
record textile_eight feedback firm=hilo usefulness=3 explore=yes
record textile_eight feedback firm=ivis usefulness=3 explore=yes
record textile_eight feedback firm=juno usefulness=3 explore=yes

# Every firm is interviewed: how much does each obstacle limit it (0-5), and will it work on it with others (0-3)?

@ 2026-03-27
tick textile_eight firm_interviews --for anka --proof form=survey-anka --set severity.small_lots=5 --set severity.input_cost=4 --set severity.export_know_how=4 --set severity.design=1 --set severity.quality=3 --set severity.finance=2 --set willingness=3 --set leader_interest=1 --set confirmed=yes
tick textile_eight firm_interviews --for bela --proof form=survey-bela --set severity.small_lots=4 --set severity.input_cost=5 --set severity.export_know_how=3 --set severity.design=2 --set severity.quality=2 --set severity.finance=1 --set willingness=3 --set leader_interest=1 --set confirmed=yes
tick textile_eight firm_interviews --for ciro --proof form=survey-ciro --set severity.small_lots=5 --set severity.input_cost=4 --set severity.export_know_how=5 --set severity.design=2 --set severity.quality=3 --set severity.finance=3 --set willingness=2 --set leader_interest=3 --set confirmed=yes
tick textile_eight firm_interviews --for dora --proof form=survey-dora --set severity.small_lots=4 --set severity.input_cost=5 --set severity.export_know_how=4 --set severity.design=1 --set severity.quality=2 --set severity.finance=2 --set willingness=3 --set leader_interest=1 --set confirmed=yes
tick textile_eight firm_interviews --for elma --proof form=survey-elma --set severity.small_lots=4 --set severity.input_cost=4 --set severity.export_know_how=5 --set severity.design=3 --set severity.quality=4 --set severity.finance=1 --set willingness=2 --set leader_interest=1 --set confirmed=yes
tick textile_eight firm_interviews --for fina --proof form=survey-fina --set severity.small_lots=1 --set severity.input_cost=2 --set severity.export_know_how=2 --set severity.design=5 --set severity.quality=4 --set severity.finance=3 --set willingness=3 --set leader_interest=1 --set confirmed=yes
tick textile_eight firm_interviews --for gala --proof form=survey-gala --set severity.small_lots=2 --set severity.input_cost=1 --set severity.export_know_how=1 --set severity.design=5 --set severity.quality=5 --set severity.finance=2 --set willingness=2 --set leader_interest=1 --set confirmed=yes
tick textile_eight firm_interviews --for hilo --proof form=survey-hilo --set severity.small_lots=1 --set severity.input_cost=2 --set severity.export_know_how=2 --set severity.design=4 --set severity.quality=5 --set severity.finance=4 --set willingness=1 --set leader_interest=1 --set confirmed=yes
tick textile_eight firm_interviews --for ivis --proof form=survey-ivis --set severity.small_lots=5 --set severity.input_cost=5 --set severity.export_know_how=4 --set severity.design=0 --set severity.quality=2 --set severity.finance=2 --set willingness=1 --set leader_interest=1 --set confirmed=yes
tick textile_eight firm_interviews --for juno --proof form=survey-juno --set severity.small_lots=2 --set severity.input_cost=2 --set severity.export_know_how=5 --set severity.design=5 --set severity.quality=4 --set severity.finance=1 --set willingness=3 --set leader_interest=1 --set confirmed=yes
> groups textile_eight

# Five firms share small lots and dear inputs. Ivis resembles them but is not willing yet: it is invited, not counted. The firms choose for themselves.
tick textile_eight groups_computed --proof report=groups --set proposed=anka,bela,ciro,dora,elma --set invited=ivis --set chosen=anka,bela,ciro,dora,elma --set issues=small_lots,input_cost --set cohesion=0.766

@ 2026-04-17
tick textile_eight private_slips --for anka --proof form=slip-anka --set would=ciro
tick textile_eight private_slips --for bela --proof form=slip-bela --set would_not=elma
tick textile_eight private_slips --for ciro --proof form=slip-ciro --set firm=ciro
tick textile_eight private_slips --for dora --proof form=slip-dora --set firm=dora
tick textile_eight private_slips --for elma --proof form=slip-elma --set firm=elma
tick textile_eight private_slips --for fina --proof form=slip-fina --set firm=fina
tick textile_eight private_slips --for gala --proof form=slip-gala --set firm=gala
tick textile_eight private_slips --for hilo --proof form=slip-hilo --set firm=hilo
tick textile_eight private_slips --for ivis --proof form=slip-ivis --set firm=ivis
tick textile_eight private_slips --for juno --proof form=slip-juno --set firm=juno
member commit textile_eight anka --representative "Ana Anka" --substitute "Tomas Anka"
member commit textile_eight bela --representative "Luis Bela" --substitute "Eva Bela"
member commit textile_eight ciro --representative "Rosa Ciro" --substitute "Jon Ciro"
member commit textile_eight dora --representative "Ivo Dora" --substitute "Nora Dora"
member commit textile_eight elma --representative "Mina Elma" --substitute "Olaf Elma"
tick textile_eight group_meetings --proof attendance_list=list-2026-04-01 --set kind=group --set held_on=2026-04-01 --set present=anka,bela,ciro,dora,elma --set chaired_by=facilitator --set minutes_on=2026-04-01 --set hours=2
tick textile_eight group_meetings --proof attendance_list=list-2026-04-09 --set kind=group --set held_on=2026-04-09 --set present=anka,bela,ciro,dora --set chaired_by=member --set minutes_on=2026-04-09 --set hours=2
tick textile_eight group_meetings --proof attendance_list=list-2026-04-16 --set kind=group --set held_on=2026-04-16 --set present=anka,bela,ciro,dora,elma --set chaired_by=member --set minutes_on=2026-04-16 --set hours=2
record textile_eight issue_rank issue=small_lots rank=1
record textile_eight issue_rank issue=input_cost rank=2

# Why is the first phase not complete?
> why textile_eight promotion
! > phase complete textile_eight promotion

# Bela had written that it would not work with Elma. The two talk and settle it. A leader is chosen by the peers, ground rules are agreed, every firm signs its letter.

@ 2026-04-27
record textile_eight clearance firms=bela,elma how="an old quarrel about a worker, talked over with the facilitator" settled_on=2026-04-21
tick textile_eight leader_chosen --proof vote_record=rating-sheet --set post=leader --set firm=ciro --set person="Rosa Ciro" --set from=2026-04-23 --set until=2027-04-22 --set accepted=yes --set backed_by=anka,bela,dora,ciro
tick textile_eight ground_rules --proof agreement=ground-rules
tick textile_eight commitment_letters --for anka --proof signed_letter=letter-anka --set person="Ana Anka" --set substitute="Tomas Anka" --set can_decide=yes --set hours_per_month=6 --set signed_on=2026-04-27
tick textile_eight commitment_letters --for bela --proof signed_letter=letter-bela --set person="Luis Bela" --set substitute="Eva Bela" --set can_decide=yes --set hours_per_month=6 --set signed_on=2026-04-27
tick textile_eight commitment_letters --for ciro --proof signed_letter=letter-ciro --set person="Rosa Ciro" --set substitute="Jon Ciro" --set can_decide=yes --set hours_per_month=6 --set signed_on=2026-04-27
tick textile_eight commitment_letters --for dora --proof signed_letter=letter-dora --set person="Ivo Dora" --set substitute="Nora Dora" --set can_decide=yes --set hours_per_month=6 --set signed_on=2026-04-27
tick textile_eight commitment_letters --for elma --proof signed_letter=letter-elma --set person="Mina Elma" --set substitute="Olaf Elma" --set can_decide=yes --set hours_per_month=6 --set signed_on=2026-04-27
tick textile_eight promotion_decision --proof minutes=minutes-4 --set on_what=promotion --set outcome=go_on --set decided_on=2026-04-27

# What changed that:
> why textile_eight promotion
> phase complete textile_eight promotion

# Phase 2: strategic planning

@ 2026-05-08
tick textile_eight calendar_agreed --proof minutes=minutes-5
record textile_eight network problem="Lots too small for buyers abroad, yarn too dear" vision="Five firms, one range, known in three countries" rhythm="every second Tuesday" structure="leader, deputy, treasurer" communication="minutes by mail within three days"
member activate textile_eight anka
member activate textile_eight bela
member activate textile_eight ciro
member activate textile_eight dora
member activate textile_eight elma

@ 2026-06-05
record textile_eight hours worked_on=2026-05-15 minutes=2400 who=facilitator phase=planning
tick textile_eight firms_diagnosed --for anka --proof form=diagnosis-anka --set confirmed=yes --set output=120000 --set utilisation=62 --set reject_rate=6
tick textile_eight firms_diagnosed --for bela --proof form=diagnosis-bela --set confirmed=yes --set output=80000 --set utilisation=55 --set reject_rate=5
tick textile_eight firms_diagnosed --for ciro --proof form=diagnosis-ciro --set confirmed=yes --set output=60000 --set utilisation=71 --set reject_rate=4
tick textile_eight firms_diagnosed --for dora --proof form=diagnosis-dora --set confirmed=yes --set output=50000 --set utilisation=48 --set reject_rate=7
tick textile_eight firms_diagnosed --for elma --proof form=diagnosis-elma --set confirmed=yes --set output=30000 --set utilisation=66 --set reject_rate=3
tick textile_eight baseline_frozen --for anka --proof form=baseline-anka --set figure="reject rate" --set value=6 --set unit=percent --set year=2026 --set origin=measured
tick textile_eight baseline_frozen --for bela --proof form=baseline-bela --set figure="reject rate" --set value=5 --set unit=percent --set year=2026 --set origin=measured
tick textile_eight baseline_frozen --for ciro --proof form=baseline-ciro --set figure="reject rate" --set value=4 --set unit=percent --set year=2026 --set origin=measured
tick textile_eight baseline_frozen --for dora --proof form=baseline-dora --set figure="reject rate" --set value=7 --set unit=percent --set year=2026 --set origin=measured
tick textile_eight baseline_frozen --for elma --proof form=baseline-elma --set figure="reject rate" --set value=3 --set unit=percent --set year=2026 --set origin=measured
record textile_eight diagnosis summary="Good skills, small lots, yarn bought alone at five prices" strengths="short lead times" opportunities="buyers in the north look for small, quick suppliers" causes="no joint volume; nobody speaks to buyers"

@ 2026-06-16
record textile_eight hours worked_on=2026-06-15 minutes=2100 who=facilitator phase=planning
tick textile_eight problem_tree_drawn --proof photo=tree --set held_on=2026-06-16 --set core="Exports do not grow" --set present=anka,bela,ciro,dora,elma --set validated=yes
record textile_eight cause label=costs text="Costs are too high for buyers abroad" level=cause
record textile_eight cause label=offer text="The offer is too narrow for buyers abroad" level=cause
record textile_eight cause label=yarn text="Each firm buys yarn alone" level=cause parent=costs controllable=group
record textile_eight cause label=range text="No firm has a full range" level=cause parent=offer controllable=group
record textile_eight cause_score firm=anka cause=yarn impact=5 joint=5 speed=5 cost=4
record textile_eight cause_score firm=anka cause=range impact=5 joint=4 speed=2 cost=2
record textile_eight cause_score firm=bela cause=yarn impact=5 joint=5 speed=5 cost=4
record textile_eight cause_score firm=bela cause=range impact=5 joint=4 speed=2 cost=2
record textile_eight cause_score firm=ciro cause=yarn impact=5 joint=5 speed=5 cost=4
record textile_eight cause_score firm=ciro cause=range impact=5 joint=4 speed=2 cost=2
record textile_eight cause_score firm=dora cause=yarn impact=4 joint=5 speed=5 cost=4
record textile_eight cause_score firm=dora cause=range impact=5 joint=4 speed=2 cost=2
record textile_eight cause_score firm=elma cause=yarn impact=4 joint=5 speed=4 cost=4
record textile_eight cause_score firm=elma cause=range impact=5 joint=3 speed=2 cost=2
tick textile_eight causes_prioritised --proof form=matrix
record textile_eight constraint title="Price of yarn" score=4.7
record textile_eight constraint title="Narrow range" score=3.8
tick textile_eight opportunities_seen --proof report=market-note --set kind=market --set name="Northern Europe" --set finding="small lots accepted, full range wanted" --set source="talks with three buyers at the fair of May" --set position=pursue
tick textile_eight opportunities_seen --proof report=market-note-2 --set kind=partner --set name="Wholesaler in the capital" --set finding="wants one price list for all" --set source="visit of 9 June" --set position=later
record textile_eight meeting kind=group held_on=2026-06-16 present=anka,bela,ciro,dora,elma chaired_by=leader hours=2 minutes_on=2026-06-16

@ 2026-07-14
record textile_eight meeting kind=group held_on=2026-06-30 present=anka,bela,ciro,dora,elma chaired_by=leader hours=2 minutes_on=2026-06-30
record textile_eight meeting kind=group held_on=2026-07-14 present=anka,bela,ciro,elma chaired_by=leader hours=2 minutes_on=2026-07-14
tick textile_eight vision_written --proof minutes=minutes-8
record textile_eight objective horizon=short text="Buy yarn together and pay at least 8 % less"
record textile_eight objective horizon=medium text="Sell one range of five firms to two buyers abroad"
record textile_eight objective horizon=long text="Export a third of the output"

# How will they judge success? All members must carry the criteria: everybody speaks, nobody blocks.
record textile_eight evaluation_criterion horizon=short name="saving" measure="unit price saved in the joint purchase" unit=percent baseline=0 target=8 weight=50 who="facilitator" due=2026-12-31
record textile_eight evaluation_criterion horizon=short name="joining" measure="firms that take part" unit=percent baseline=0 target=100 weight=30 who="leader" due=2026-12-31
record textile_eight evaluation_criterion horizon=short name="enquiries" measure="enquiries from buyers abroad" unit=enquiries baseline=0 target=8 weight=20 who="leader" due=2027-06-30
record textile_eight evaluation_criterion horizon=medium name="rejects" measure="reject rate, mean of the firms" unit=percent baseline=5 target=4 weight=100 who="each firm" due=2027-10-31 lower_is_better=yes
record textile_eight evaluation_criterion horizon=long name="export share" measure="share of output exported" unit=percent baseline=9 target=33 weight=100 who="each firm" due=2028-12-31
ballot open textile_eight criteria --on evaluation_criteria --question "Do we judge ourselves by these five criteria?"
ballot vote textile_eight criteria anka=4 bela=5 ciro=5 "dora=0:two of them nobody can measure" elma=4
> ballot close textile_eight criteria
> why textile_eight success_defined

# Dora blocks: who measures the rejects? They agree that a neighbour counts them, and ask again.

@ 2026-07-21
record textile_eight hours worked_on=2026-07-15 minutes=1800 who=facilitator phase=planning
ballot open textile_eight criteria --on evaluation_criteria
ballot vote textile_eight criteria anka=4 bela=5 ciro=5 dora=4 elma=4
> ballot close textile_eight criteria
tick textile_eight criteria_agreed --proof vote_record=criteria-sheet
> why textile_eight success_defined
tick textile_eight actions_screened --proof form=screening --set idea="Joint purchase of yarn" --set type=joint_purchase --set kind=pilot --set trust_needed=2 --set points.visible_in_months=5 --set points.benefit_spread=4 --set points.links_to_top_constraint=5 --set points.cost_per_firm=4 --set points.low_risk=4 --set points.needs_little_trust=3 --set points.owner_exists=5 --set points.measurable=5
record textile_eight strategic_idea title="Knit, sew and finish where it is done best" when="after the purchase has shown results" score=4

@ 2026-08-04
record textile_eight activity number=1 title="Buy yarn together" owner=anka start=2026-09-14 end=2026-12-15 budget=900 member_share=300 indicator="saving" state=planned result="one order for all"
record textile_eight activity number=2 title="Common samples and price sheets apart" owner=ciro start=2026-10-01 end=2027-02-28 budget=600 member_share=400 indicator="samples ready" state=planned result="one set of samples"
record textile_eight activity number=3 title="Visit two buyers in the north" owner=elma start=2027-02-01 end=2027-05-31 budget=1500 member_share=700 indicator="buyers met" state=planned result="two buyers know the group"
record textile_eight activity number=4 title="Map production and share out steps" owner=dora start=2027-01-15 end=2027-06-30 budget=800 member_share=300 indicator="H and D" state=planned result="who does which step"
record textile_eight activity number=5 title="Train two persons of each firm in export papers" owned_by=facilitator start=2026-10-01 end=2026-12-31 budget=400 member_share=100 indicator="persons trained" state=planned
tick textile_eight plan_drafted --proof report=plan-v1 --set start=2026-09-01 --set end=2027-12-31
record textile_eight risk risk="A firm does not pay its part" sign="prepayment late by ten days" action="no order without prepayment" owner=treasurer
record textile_eight review date=2026-12-21 who=leader
record textile_eight review date=2027-06-21 who=leader
record textile_eight budget item="Yarn tests and transport" activity="Buy yarn together" amount=900 scope=pilot
record textile_eight budget item="Samples, visits, training" amount=3300 scope=network
record textile_eight source name="Members" kind=members amount=1800
record textile_eight source name="Programme" kind=grant amount=2400
record textile_eight share firm=anka amount=520
record textile_eight share firm=bela amount=400
record textile_eight share firm=ciro amount=340
record textile_eight share firm=dora amount=300
record textile_eight share firm=elma amount=240
tick textile_eight costs_shared --proof minutes=minutes-10 --set key="meetings equally, purchases by quantity" --set account="Bank of Nova, two signatures" --set adopted_on=2026-08-04
tick textile_eight officers_elected --proof vote_record=election --set post=deputy --set firm=anka --set person="Ana Anka" --set from=2026-08-04 --set until=2027-08-03 --set accepted=yes
tick textile_eight officers_elected --proof vote_record=election --set post=treasurer --set firm=bela --set person="Luis Bela" --set from=2026-08-04 --set until=2027-08-03 --set accepted=yes
record textile_eight meeting kind=group held_on=2026-07-28 present=anka,bela,ciro,dora,elma chaired_by=leader hours=2 minutes_on=2026-07-28
record textile_eight meeting kind=assembly held_on=2026-08-04 present=anka,bela,ciro,dora,elma chaired_by=leader hours=2 minutes_on=2026-08-04
tick textile_eight form_chosen --proof minutes=minutes-10 --set form=N --set timing=later --set decided=2026-08-04 --set because="no sales in the group's name, no staff: an agreement is enough for the first year" --set alternatives="association, economic interest group"
record textile_eight purpose text="Buy inputs together"
record textile_eight purpose text="Promote the products of the members abroad"
record textile_eight purpose text="Learn together"

# Rules and work plan are put to the vote.

@ 2026-08-25
ballot open textile_eight rules --on internal_rules --question "Do we adopt the network agreement and its rules?"
ballot vote textile_eight rules anka=5 bela=4 ciro=5 dora=4 elma=5
ballot close textile_eight rules
tick textile_eight rules_adopted --proof agreement=signed-rules --set quorum_percent=67 --set majority_percent=67 --set reserved_percent=100 --set notice_days=10 --set withdrawal_days=60 --set payment_days=10 --set entry_fee=50 --set monthly_fee=25 --set capital=0 --set share_value=0 --set loss_cap=500 --set borrow_limit=1000 --set signature_limit=500 --set term_years=1 --set most_terms=3 --set start=2026-09-01 --set duration_years=3 --set secrecy_years=3 --set mediator="Chamber of Nova" --set court=Nova --set year_end=31/12

# The agreement itself is put on record, voted on as it stands, and adopted: text, votes and members in one record.
issue textile_eight workplan --note "for the assembly of 25 August"
issue textile_eight statutes --note "for the assembly of 25 August"
ballot open textile_eight agreement --how majority --on statutes@1 --question "Do we adopt the network agreement as issued?"
ballot vote textile_eight agreement anka=yes bela=yes ciro=yes dora=yes elma=yes
ballot close textile_eight agreement
> adopt textile_eight statutes@1 --ballot agreement
> why textile_eight planning
! > phase complete textile_eight planning
ballot open textile_eight plan --on workplan@1 --how majority --share 3/4 --question "Do we approve the work plan?"
ballot vote textile_eight plan anka=yes bela=yes ciro=yes dora=yes elma=abstain
ballot close textile_eight plan
adopt textile_eight workplan@1 --ballot plan
tick textile_eight plan_approved --proof minutes=minutes-11

# With the vote on the plan the gate is open:
> why textile_eight planning
> phase complete textile_eight planning

# Phase 3: the pilot, a joint purchase of yarn

@ 2026-09-14
project add textile_eight yarn_1 --type joint_purchase --title "Joint purchase of yarn" --leader anka --due 2026-12-14

# The agreement in force says that the members decide, and by how many:
! > project approve textile_eight yarn_1
ballot open textile_eight yarn_1_vote --how majority --on project/yarn_1 --question "Do we buy yarn together?"
ballot vote textile_eight yarn_1_vote anka=yes bela=yes ciro=yes dora=yes elma=yes
ballot close textile_eight yarn_1_vote
project approve textile_eight yarn_1 --decision yarn_1_vote
! > project start textile_eight yarn_1

# Screening, charter and a first answer on trust come first; what is written down opens the way.
record textile_eight trust_survey firm=anka round=start asked_on=2026-09-07 trust_1=3 trust_2=3 trust_3=2 trust_4=3 trust_5=3 trust_6=4
record textile_eight trust_survey firm=bela round=start asked_on=2026-09-07 trust_1=3 trust_2=3 trust_3=2 trust_4=3 trust_5=3 trust_6=4
record textile_eight trust_survey firm=ciro round=start asked_on=2026-09-07 trust_1=3 trust_2=3 trust_3=2 trust_4=3 trust_5=3 trust_6=4
record textile_eight trust_survey firm=dora round=start asked_on=2026-09-07 trust_1=3 trust_2=3 trust_3=2 trust_4=3 trust_5=3 trust_6=4
record textile_eight trust_survey firm=elma round=start asked_on=2026-09-07 trust_1=3 trust_2=3 trust_3=2 trust_4=3 trust_5=3 trust_6=4
record textile_eight screening --project yarn_1 points.visible_in_months=5 points.benefit_spread=4 points.links_to_top_constraint=5 points.cost_per_firm=4 points.low_risk=4 points.needs_little_trust=3 points.owner_exists=5 points.measurable=5 competition=green lawful_and_safe=yes
tick textile_eight pilot_confirmed --for yarn_1 --proof minutes=minutes-12
record textile_eight charter --project yarn_1 problem="five prices for the same yarn" result="one order of 3,000 kg" indicator="saving in percent" target="8 %" signed_on=2026-09-14 planned_start=2026-09-14 planned_end=2026-12-14 leader=anka stop_rule="stop if fewer than four firms prepay" trust_needed=2
tick textile_eight charter_signed --for yarn_1 --proof agreement=charter
tick textile_eight project_leader_named --for yarn_1 --proof signed_letter=acceptance
tick textile_eight law_checked --for yarn_1 --proof form=checklist
record textile_eight budget_line --project yarn_1 item="Tests of yarn" planned=300 paid_by=members
record textile_eight budget_line --project yarn_1 item="Transport" planned=600 paid_by=grant
project start textile_eight yarn_1
tick textile_eight participation_signed --for yarn_1/anka --proof agreement=participation-anka
tick textile_eight participation_signed --for yarn_1/bela --proof agreement=participation-bela
tick textile_eight participation_signed --for yarn_1/ciro --proof agreement=participation-ciro
tick textile_eight participation_signed --for yarn_1/dora --proof agreement=participation-dora
tick textile_eight participation_signed --for yarn_1/elma --proof agreement=participation-elma
record textile_eight contribution --project yarn_1 firm=anka kind=cash due=120 due_on=2026-10-05
record textile_eight contribution --project yarn_1 firm=bela kind=cash due=90 due_on=2026-10-05
record textile_eight contribution --project yarn_1 firm=ciro kind=cash due=70 due_on=2026-10-05
record textile_eight contribution --project yarn_1 firm=dora kind=cash due=50 due_on=2026-10-05
record textile_eight contribution --project yarn_1 firm=elma kind=cash due=40 due_on=2026-10-05

@ 2026-09-28
tick textile_eight yarn_1/pick_inputs --proof minutes=minutes-13
tick textile_eight yarn_1/declare_needs --for anka --proof form=need-anka --set input=yarn --set unit=kg --set quantity=1200 --set price_now=2.10
tick textile_eight yarn_1/declare_needs --for bela --proof form=need-bela --set input=yarn --set unit=kg --set quantity=800 --set price_now=2.15
tick textile_eight yarn_1/declare_needs --for ciro --proof form=need-ciro --set input=yarn --set unit=kg --set quantity=500 --set price_now=2.30
tick textile_eight yarn_1/declare_needs --for dora --proof form=need-dora --set input=yarn --set unit=kg --set quantity=300 --set price_now=2.40
tick textile_eight yarn_1/declare_needs --for elma --proof form=need-elma --set input=yarn --set unit=kg --set quantity=200 --set price_now=2.45
tick textile_eight yarn_1/consolidate --proof report=volume
tick textile_eight yarn_1/agree_specification --proof agreement=specification
tick textile_eight yarn_1/choose_model --proof minutes=minutes-13 --set model=agreed_price --set input=yarn --set tolerance=10 --set market_share=2
tick textile_eight yarn_1/purchase_agreement --proof agreement=purchase-agreement
record textile_eight contribution --project yarn_1 firm=anka kind=cash due=120 due_on=2026-10-05 paid=120 paid_on=2026-09-28
tick textile_eight contributions_collected --for yarn_1/anka --proof financial_record=slip-anka
record textile_eight contribution --project yarn_1 firm=bela kind=cash due=90 due_on=2026-10-05 paid=90 paid_on=2026-09-28
tick textile_eight contributions_collected --for yarn_1/bela --proof financial_record=slip-bela
record textile_eight contribution --project yarn_1 firm=ciro kind=cash due=70 due_on=2026-10-05 paid=70 paid_on=2026-09-28
tick textile_eight contributions_collected --for yarn_1/ciro --proof financial_record=slip-ciro
record textile_eight contribution --project yarn_1 firm=dora kind=cash due=50 due_on=2026-10-05 paid=50 paid_on=2026-09-28
tick textile_eight contributions_collected --for yarn_1/dora --proof financial_record=slip-dora
record textile_eight contribution --project yarn_1 firm=elma kind=cash due=40 due_on=2026-10-05 paid=40 paid_on=2026-09-28
tick textile_eight contributions_collected --for yarn_1/elma --proof financial_record=slip-elma
tick textile_eight follow_up_meetings --proof minutes=minutes-13 --set kind=follow_up --set held_on=2026-09-28 --set present=anka,bela,ciro,dora,elma --set chaired_by=leader --set minutes_on=2026-09-28

@ 2026-10-26
tick textile_eight yarn_1/ask_quotes --proof form=quote --set supplier="Nordic Yarns" --set price=2.02 --set freight=120 --set chosen=no
tick textile_eight yarn_1/ask_quotes --proof form=quote --set supplier="Delta Spinning" --set price=1.92 --set freight=180 --set chosen=yes
tick textile_eight yarn_1/ask_quotes --proof form=quote --set supplier="Coast Trade" --set price=2.06 --set freight=90 --set chosen=no
tick textile_eight yarn_1/choose_supplier --proof minutes=minutes-14
tick textile_eight yarn_1/collect_prepayments --for anka --proof financial_record=prepaid-anka --set amount=1200 --set paid_on=2026-10-26
tick textile_eight yarn_1/collect_prepayments --for bela --proof financial_record=prepaid-bela --set amount=800 --set paid_on=2026-10-26
tick textile_eight yarn_1/collect_prepayments --for ciro --proof financial_record=prepaid-ciro --set amount=500 --set paid_on=2026-10-26
tick textile_eight yarn_1/collect_prepayments --for dora --proof financial_record=prepaid-dora --set amount=300 --set paid_on=2026-10-26
tick textile_eight yarn_1/collect_prepayments --for elma --proof financial_record=prepaid-elma --set amount=200 --set paid_on=2026-10-26
tick textile_eight follow_up_meetings --proof minutes=minutes-14 --set kind=follow_up --set held_on=2026-10-26 --set present=anka,bela,ciro,dora,elma --set chaired_by=leader --set minutes_on=2026-10-26

@ 2026-11-23
tick textile_eight yarn_1/receive_goods --proof photo=delivery
tick textile_eight yarn_1/compute_savings --proof report=savings
> why textile_eight yarn_1/everybody_saves

# 3,000 kg for 5,940 instead of 6,600: exactly 10.0 % saved, and nobody less than 5.7 %.
record textile_eight result --project yarn_1 firm=anka kind=saving value=144 evidence=invoice-anka measured=measured
record textile_eight result --project yarn_1 firm=bela kind=saving value=136 evidence=invoice-bela measured=measured
record textile_eight result --project yarn_1 firm=ciro kind=saving value=160 evidence=invoice-ciro measured=measured
record textile_eight result --project yarn_1 firm=dora kind=saving value=126 evidence=invoice-dora measured=measured
record textile_eight result --project yarn_1 firm=elma kind=saving value=94 evidence=invoice-elma measured=measured
record textile_eight budget_line --project yarn_1 item="Tests of yarn" planned=300 real=280 paid_by=members
record textile_eight budget_line --project yarn_1 item="Transport" planned=600 real=560 paid_by=grant
tick textile_eight yarn_1/repeat_decided --proof minutes=minutes-15
project deliver textile_eight yarn_1
tick textile_eight pilot_carried_out --for yarn_1
tick textile_eight results_shown --for yarn_1 --proof report=results

# Delivered, but is the phase complete?
> why textile_eight pilot
! > project evaluate textile_eight yarn_1

# Every firm gets its statement and agrees with it; success is judged by the criteria they agreed; every firm is asked, in confidence, about trust and whether it wants to go on.

@ 2026-12-07
record textile_eight statement --project yarn_1 firm=anka paid=120 got=144 acknowledged_on=2026-12-04
record textile_eight statement --project yarn_1 firm=bela paid=90 got=136 acknowledged_on=2026-12-04
record textile_eight statement --project yarn_1 firm=ciro paid=70 got=160 acknowledged_on=2026-12-04
record textile_eight statement --project yarn_1 firm=dora paid=50 got=126 acknowledged_on=2026-12-04
record textile_eight statement --project yarn_1 firm=elma paid=40 got=94 acknowledged_on=2026-12-04
tick textile_eight accounts_closed --for yarn_1 --proof financial_record=accounts
record textile_eight evaluation --project yarn_1 criterion=saving real=10
record textile_eight evaluation --project yarn_1 criterion=joining real=100
tick textile_eight pilot_evaluated --for yarn_1 --proof report=evaluation
record textile_eight project_survey --project yarn_1 firm=anka willing=yes trust_1=4 trust_2=4 trust_3=3 trust_4=4 trust_5=4 trust_6=5 fairness=4 benefit=4
tick textile_eight firms_asked_on --for yarn_1/anka --proof form=answer-anka
record textile_eight project_survey --project yarn_1 firm=bela willing=yes trust_1=4 trust_2=4 trust_3=3 trust_4=4 trust_5=3 trust_6=5 fairness=4 benefit=4
tick textile_eight firms_asked_on --for yarn_1/bela --proof form=answer-bela
record textile_eight project_survey --project yarn_1 firm=ciro willing=yes trust_1=5 trust_2=4 trust_3=4 trust_4=4 trust_5=4 trust_6=5 fairness=4 benefit=4
tick textile_eight firms_asked_on --for yarn_1/ciro --proof form=answer-ciro
record textile_eight project_survey --project yarn_1 firm=dora willing=yes trust_1=4 trust_2=3 trust_3=3 trust_4=4 trust_5=4 trust_6=4 fairness=4 benefit=4
tick textile_eight firms_asked_on --for yarn_1/dora --proof form=answer-dora
record textile_eight project_survey --project yarn_1 firm=elma willing=yes trust_1=4 trust_2=4 trust_3=4 trust_4=3 trust_5=4 trust_6=5 fairness=4 benefit=4
tick textile_eight firms_asked_on --for yarn_1/elma --proof form=answer-elma
project evaluate textile_eight yarn_1
tick textile_eight outlook_asked --for anka --proof form=outlook-anka --set asked_on=2026-12-07 --set willing=yes --set optimism=4
tick textile_eight outlook_asked --for bela --proof form=outlook-bela --set asked_on=2026-12-07 --set willing=yes --set optimism=4
tick textile_eight outlook_asked --for ciro --proof form=outlook-ciro --set asked_on=2026-12-07 --set willing=yes --set optimism=5
tick textile_eight outlook_asked --for dora --proof form=outlook-dora --set asked_on=2026-12-07 --set willing=yes --set optimism=4
tick textile_eight outlook_asked --for elma --proof form=outlook-elma --set asked_on=2026-12-07 --set willing=yes --set optimism=4
record textile_eight meeting kind=assembly held_on=2026-12-07 present=anka,bela,ciro,dora,elma chaired_by=leader hours=2 minutes_on=2026-12-07
record textile_eight criterion_result name=saving real=10 measured_on=2026-12-07
record textile_eight criterion_result name=joining real=100 measured_on=2026-12-07
tick textile_eight membership_reviewed --proof minutes=minutes-16 --set on_what=membership --set outcome=go_on
tick textile_eight next_step_decided --proof minutes=minutes-16 --set on_what=pilot --set outcome=to_strategic --set reason="savings are real, trust is high"
record textile_eight hours worked_on=2026-10-15 minutes=960 who=facilitator phase=pilot
record textile_eight hours worked_on=2026-11-15 minutes=900 who=facilitator phase=pilot
record textile_eight hours worked_on=2026-12-07 minutes=840 who=facilitator phase=pilot
record textile_eight activity number=1 title="Buy yarn together" owner=anka start=2026-09-14 end=2026-12-15 budget=900 member_share=300 indicator=saving state=done progress=100 result="one order of 3,000 kg"
> why textile_eight pilot
> phase complete textile_eight pilot

# Phase 4: a strategic project, each firm does what it does best

# A second pilot: the collective catalogue. Nothing is printed that a firm has not signed.

@ 2027-01-11
tick textile_eight limit_restated --proof minutes=minutes-17
project add textile_eight book_1 --type collective_catalogue --title "Collective catalogue" --leader dora --due 2027-06-30
ballot open textile_eight book_1_vote --how majority --on project/book_1 --question "Do we print a catalogue together?"
ballot vote textile_eight book_1_vote anka=yes bela=yes ciro=yes dora=yes elma=yes
ballot close textile_eight book_1_vote
project approve textile_eight book_1 --decision book_1_vote
record textile_eight screening --project book_1 points.visible_in_months=3 points.benefit_spread=5 points.links_to_top_constraint=4 points.cost_per_firm=4 points.low_risk=4 points.needs_little_trust=4 points.owner_exists=5 points.measurable=4 competition=green lawful_and_safe=yes
record textile_eight charter --project book_1 problem="buyers abroad find nothing on paper" result="one catalogue of fifteen products" indicator="enquiries" target="20" signed_on=2027-01-11 planned_start=2027-01-11 planned_end=2027-06-15 leader=dora stop_rule="stop if a firm does not sign its page" trust_needed=2
record textile_eight budget_line --project book_1 item="Photographs and printing" planned=1500 paid_by=members
project start textile_eight book_1
tick textile_eight book_1/agree_buyers --proof minutes=minutes-18
tick textile_eight book_1/agree_scope --proof minutes=minutes-18 --set buyer_type="small brands and boutiques" --set languages=English,Spanish --set form=both --set copies=400 --set answers=dora
tick textile_eight book_1/catalogue_rules --proof agreement=catalogue-rules
tick textile_eight book_1/visual_identity --proof vote_record=vote-claim
record textile_eight network sector=clothing hs2=61 territory="Nova Valley" seat="12 Mill Street, Nova" country=MA looking_for="knitters and sewers that want to export" problem="Lots too small for buyers abroad, yarn too dear" vision="Five firms, one range, known in three countries" rhythm="every second Tuesday" structure="leader, deputy, treasurer" communication="minutes by mail within three days" claim="Five workshops, one range" profile="Five family workshops that knit, cut, sew and finish small series of clothing, all within ten kilometres. They plan capacity together, check each lot by one quality sheet and answer with one voice." contact="Nora Dora" email=hello@textile-eight.example phone="+00 555 0108" website=https://textile-eight.example registration="Network agreement, not registered" logo=HERE/pictures/logo.png

# Each firm fills in its page and its products; every picture is looked at, made small and kept.

@ 2027-02-01
tick textile_eight book_1/fill_member_sheet --for anka --proof form=sheet-anka --set story="Anka began with two hand machines in a garage. The second generation knits cardigans and blankets in cotton and wool." --set workers=38 --set capacity="4,000 knitted pieces" --set markets=France,Belgium
tick textile_eight book_1/fill_member_sheet --for bela --proof form=sheet-bela --set story="Bela sews shirts for small labels; every collar is cut and pressed by hand." --set workers=24 --set capacity="3,500 shirts" --set markets=France
tick textile_eight book_1/fill_member_sheet --for ciro --proof form=sheet-ciro --set story="Ciro makes light sportswear for clubs and schools, in series from eighty pieces." --set workers=19 --set capacity="3,000 pieces" --set markets=Italy,Spain
tick textile_eight book_1/fill_member_sheet --for dora --proof form=sheet-dora --set story="Dora has made underwear of fine cotton since 1998 and checks every seam." --set workers=15 --set capacity="5,000 pieces" --set markets=Spain
tick textile_eight book_1/fill_member_sheet --for elma --proof form=sheet-elma --set story="Elma sews for children up to eight years. All seams are flat, all buttons tested." --set workers=11 --set capacity="2,500 pieces" --set markets=Belgium
tick textile_eight book_1/fill_product_sheets --for anka --proof form=products-anka
tick textile_eight book_1/fill_product_sheets --for bela --proof form=products-bela
tick textile_eight book_1/fill_product_sheets --for ciro --proof form=products-ciro
tick textile_eight book_1/fill_product_sheets --for dora --proof form=products-dora
tick textile_eight book_1/fill_product_sheets --for elma --proof form=products-elma
record textile_eight product --project book_1 firm=anka code=AK-101 name="Cable cardigan" name_translated="Chaqueta de ochos" category=Knitwear short_text="Soft cardigan with wooden buttons, washed before delivery." material="100 % organic cotton" variants="cream, rose" size="XS-XL" origin=Morocco hs_code=611020 unit=pieces moq=80 capacity=900 sample_days=10 order_days=45 packaging="paper sleeve, 24 in a carton" image=HERE/pictures/cardigan.jpg
record textile_eight product --project book_1 firm=anka code=AK-102 name="Striped blanket" name_translated="Manta de rayas" category=Home short_text="Light blanket for cot and pram, both sides alike." material="80 % cotton, 20 % linen" variants="sand with rust" size="80 × 100 cm" origin=Morocco hs_code=630130 unit=pieces moq=100 capacity=600 sample_days=7 order_days=40 packaging="paper sleeve, 24 in a carton" image=HERE/pictures/blanket.jpg
record textile_eight product --project book_1 firm=anka code=AK-103 name="Ribbed hat" name_translated="Gorro acanalado" category=Knitwear short_text="Warm hat of carded wool, one size." material="100 % wool" variants="mustard, grey" size="one size" origin=Morocco hs_code=650500 unit=pieces moq=120 capacity=1500 sample_days=7 order_days=30 packaging="paper sleeve, 24 in a carton" image=HERE/pictures/hat.jpg
record textile_eight product --project book_1 firm=bela code=BL-201 name="Work shirt" name_translated="Camisa de trabajo" category=Shirts short_text="Shirt of strong twill with two pockets." material="100 % cotton twill" variants="sky, white" size="S-XXL" origin=Morocco hs_code=620520 unit=pieces moq=100 capacity=1200 sample_days=10 order_days=40 packaging="paper sleeve, 24 in a carton" image=HERE/pictures/shirt.jpg
record textile_eight product --project book_1 firm=bela code=BL-202 name="Striped shirt" name_translated="Camisa de rayas" category=Shirts short_text="Summer shirt of plain weave with short sleeves." material="70 % cotton, 30 % linen" variants="white with navy" size="S-XXL" origin=Morocco hs_code=620520 unit=pieces moq=100 capacity=1200 sample_days=10 order_days=40 packaging="paper sleeve, 24 in a carton" image=HERE/pictures/shirt-striped.jpg
record textile_eight product --project book_1 firm=bela code=BL-203 name="Leaf scarf" name_translated="Bufanda de hojas" category=Accessories short_text="Scarf with a pattern of leaves, hem rolled by hand." material="100 % cotton" variants="teal" size="180 × 40 cm" origin=Morocco hs_code=621490 unit=pieces moq=150 capacity=1800 sample_days=7 order_days=30 packaging="paper sleeve, 24 in a carton" image=HERE/pictures/scarf.jpg
record textile_eight product --project book_1 firm=ciro code=CR-301 name="Training shirt" name_translated="Camiseta de entreno" category=Sportswear short_text="Light shirt that dries fast; your mark from eighty pieces." material="100 % recycled polyester" variants="charcoal" size="S-XXL" origin=Morocco hs_code=610990 unit=pieces moq=80 capacity=2000 sample_days=5 order_days=25 packaging="paper sleeve, 24 in a carton" image=HERE/pictures/tee-sport.jpg
record textile_eight product --project book_1 firm=ciro code=CR-302 name="Leggings" name_translated="Mallas" category=Sportswear short_text="Long leggings with a wide waist and flat seams." material="88 % polyamide, 12 % elastane" variants="plum, black" size="XS-XL" origin=Morocco hs_code=611596 unit=pieces moq=100 capacity=1500 sample_days=7 order_days=30 packaging="paper sleeve, 24 in a carton" image=HERE/pictures/leggings.jpg
record textile_eight product --project book_1 firm=ciro code=CR-303 name="Club shorts" name_translated="Pantalón corto de club" category=Sportswear short_text="Shorts with a stripe in the colour of the club." material="100 % polyester" variants="navy with mustard" size="S-XXL" origin=Morocco hs_code=620343 unit=pieces moq=80 capacity=1500 sample_days=7 order_days=30 packaging="paper sleeve, 24 in a carton" image=HERE/pictures/shorts.jpg
record textile_eight product --project book_1 firm=dora code=DR-401 name="Fine vest" name_translated="Camiseta interior" category=Underwear short_text="Vest of fine cotton without side seams." material="100 % combed cotton" variants="white" size="XS-XL" origin=Morocco hs_code=610910 unit=pieces moq=200 capacity=3000 sample_days=5 order_days=30 packaging="paper sleeve, 24 in a carton" image=HERE/pictures/vest.jpg
record textile_eight product --project book_1 firm=dora code=DR-402 name="Ribbed vest" name_translated="Camiseta de canalé" category=Underwear short_text="Ribbed vest that keeps its shape after sixty washes." material="95 % cotton, 5 % elastane" variants="rose, white" size="XS-XL" origin=Morocco hs_code=610910 unit=pieces moq=200 capacity=2500 sample_days=5 order_days=30 packaging="paper sleeve, 24 in a carton" image=HERE/pictures/vest-rib.jpg
record textile_eight product --project book_1 firm=dora code=DR-403 name="Plain T-shirt" name_translated="Camiseta lisa" category=T-shirts short_text="T-shirt of heavy cotton, ready for your own print." material="100 % organic cotton" variants="moss, white, black" size="XS-XXL" origin=Morocco hs_code=610910 unit=pieces moq=150 capacity=3000 sample_days=5 order_days=30 packaging="paper sleeve, 24 in a carton" image=HERE/pictures/tee-plain.jpg
record textile_eight product --project book_1 firm=elma code=EL-501 name="Romper" name_translated="Pelele" category=Children short_text="Romper with nickel-free snap fasteners along both legs." material="95 % cotton, 5 % elastane" variants="sky with dots" size="0-18 months" origin=Morocco hs_code=611120 unit=pieces moq=100 capacity=900 sample_days=8 order_days=35 packaging="paper sleeve, 24 in a carton" image=HERE/pictures/romper.jpg
record textile_eight product --project book_1 firm=elma code=EL-502 name="Printed T-shirt" name_translated="Camiseta estampada" category=Children short_text="T-shirt with water-based print; your drawing from 300 pieces." material="100 % organic cotton" variants="cream with leaves" size="2-8 years" origin=Morocco hs_code=610910 unit=pieces moq=150 capacity=1200 sample_days=6 order_days=30 packaging="paper sleeve, 24 in a carton" image=HERE/pictures/tee-print.jpg
record textile_eight product --project book_1 firm=elma code=EL-503 name="Striped cardigan" name_translated="Chaqueta de rayas" category=Children short_text="Cardigan with six buttons, knitted by Anka, sewn by Elma." material="100 % cotton" variants="rose and cream" size="2-8 years" origin=Morocco hs_code=611120 unit=pieces moq=100 capacity=700 sample_days=10 order_days=45 packaging="paper sleeve, 24 in a carton" image=HERE/pictures/cardigan-child.jpg
record textile_eight certificate --project book_1 firm=anka name="organic textile standard (fictional)" body="Sample Certification" number=SC-2026-117 valid_to=2027-08-31
record textile_eight certificate --project book_1 firm=elma name="safety of small parts (fictional)" body="Test House North" number=TH-4410 valid_to=2028-09-15
record textile_eight product_set --project book_1 title="First winter" text="Cardigan AK-101, blanket AK-102 and romper EL-501 in one colour card, packed together by Elma." image=HERE/pictures/blanket.jpg
tick textile_eight book_1/check_product_data --proof form=data-check
tick textile_eight book_1/photo_session --proof photo=session
tick textile_eight book_1/edit_and_translate --proof form=proofs
tick textile_eight book_1/legal_check --proof report=legal-check
tick textile_eight book_1/sign_pages --for anka --proof signed_letter=page-anka --set signed_on=2027-02-01
tick textile_eight book_1/sign_pages --for bela --proof signed_letter=page-bela --set signed_on=2027-02-01
tick textile_eight book_1/sign_pages --for ciro --proof signed_letter=page-ciro --set signed_on=2027-02-01
tick textile_eight book_1/sign_pages --for dora --proof signed_letter=page-dora --set signed_on=2027-02-01
tick textile_eight book_1/printer_quotes --proof form=quote-1 --set printer="Press 1 (fictional)" --set price=980
tick textile_eight book_1/printer_quotes --proof form=quote-2 --set printer="Press 2 (fictional)" --set price=1040
tick textile_eight book_1/printer_quotes --proof form=quote-3 --set printer="Press 3 (fictional)" --set price=1120
record textile_eight edition --project book_1 buyer_type="small brands and boutiques" languages=English,Spanish form=both pages=12 copies=400 printed_on=2027-03-15 answers=dora hero=HERE/pictures/cover.jpg samples="one sample of each product, freight paid by the buyer" payment="30 % with the order, the rest against documents" incoterm="FCA Nova, Incoterms 2020" warranty="Within 30 days of arrival, with pictures and lot number; faulty pieces are made anew." logistics="port at 40 km; lots of several firms travel in one container" response_hours=48 credits="drawn by computer for this fictional example" supporters="Chamber of Nova (fictional)"

# One page is not signed, one certificate runs out too soon: the catalogue says so and is not printed.
! > render textile_eight catalogue -o OUT/catalogue.pdf


@ 2027-02-08
record textile_eight process_share firm=anka process=knitting stage=before hours=400 utilisation=55
record textile_eight process_share firm=anka process=sewing stage=before hours=300 utilisation=50
record textile_eight process_share firm=anka process=finishing stage=before hours=300 utilisation=58
record textile_eight process_share firm=bela process=knitting stage=before hours=350 utilisation=52
record textile_eight process_share firm=bela process=sewing stage=before hours=350 utilisation=70
record textile_eight process_share firm=bela process=finishing stage=before hours=300 utilisation=45
record textile_eight process_share firm=ciro process=knitting stage=before hours=300 utilisation=48
record textile_eight process_share firm=ciro process=sewing stage=before hours=400 utilisation=66
record textile_eight process_share firm=ciro process=finishing stage=before hours=300 utilisation=50
record textile_eight process_share firm=dora process=knitting stage=before hours=350 utilisation=57
record textile_eight process_share firm=dora process=sewing stage=before hours=300 utilisation=44
record textile_eight process_share firm=dora process=finishing stage=before hours=350 utilisation=75
record textile_eight process_share firm=elma process=knitting stage=before hours=300 utilisation=50
record textile_eight process_share firm=elma process=sewing stage=before hours=350 utilisation=58
record textile_eight process_share firm=elma process=finishing stage=before hours=350 utilisation=62
tick textile_eight production_mapped --for anka --proof form=map-anka
tick textile_eight production_mapped --for bela --proof form=map-bela
tick textile_eight production_mapped --for ciro --proof form=map-ciro
tick textile_eight production_mapped --for dora --proof form=map-dora
tick textile_eight production_mapped --for elma --proof form=map-elma
tick textile_eight specialisation_measured --proof report=specialisation-note
tick textile_eight options_listed --proof form=options --set title="Knit, sew and finish where it is done best" --set kind=process --set score=4
project add textile_eight steps_1 --type process_specialisation --title "Steps where they are done best" --leader ciro --due 2027-12-31
ballot open textile_eight steps_1_vote --how majority --on project/steps_1 --question "Does each do the steps it does best?"
ballot vote textile_eight steps_1_vote anka=yes bela=yes ciro=yes dora=yes elma=abstain
ballot close textile_eight steps_1_vote
project approve textile_eight steps_1 --decision steps_1_vote
record textile_eight screening --project steps_1 points.constraint=5 points.member_stake=4 points.viability=4 points.users=4 points.capability=3 points.low_risk=3 competition=green lawful_and_safe=yes
record textile_eight charter --project steps_1 problem="machines idle in every firm, lots too small" result="one shared line from yarn to packed garment" indicator="specialisation and difference" target="10 % up" signed_on=2027-02-08 planned_start=2027-03-01 planned_end=2027-10-31 leader=ciro stop_rule="stop if a firm would depend on one other for more than half" trust_needed=4
tick textile_eight prefeasibility --for steps_1 --proof report=prefeasibility --set kind=process --set investment=9000 --set members_yearly_sales=900000 --set owns_assets=no --set employs=no --set sells=no --set building=no --set external_money=no

@ 2027-03-01
project start textile_eight steps_1
tick textile_eight steps_1/record_steps --proof form=steps
tick textile_eight steps_1/choose_steps --proof vote_record=vote-1
tick textile_eight steps_1/price_between --proof agreement=price-formula
record textile_eight budget_line --project steps_1 item="Machines moved, golden samples" planned=9000 real=8600 paid_by=members
record textile_eight stake --project steps_1 firm=anka amount=2100 signed_on=2027-03-01
record textile_eight stake --project steps_1 firm=bela amount=1900 signed_on=2027-03-01
record textile_eight stake --project steps_1 firm=ciro amount=1800 signed_on=2027-03-01
record textile_eight stake --project steps_1 firm=dora amount=1600 signed_on=2027-03-01
record textile_eight stake --project steps_1 firm=elma amount=1200 signed_on=2027-03-01
tick textile_eight specialisation_agreed --for steps_1 --proof agreement=specialisation-agreement
tick textile_eight implementation_planned --for steps_1 --proof report=implementation
tick textile_eight rules_updated --proof vote_record=rules-2 --set quorum_percent=67 --set majority_percent=67 --set reserved_percent=100 --set notice_days=10 --set withdrawal_days=90 --set payment_days=10 --set entry_fee=50 --set monthly_fee=60 --set capital=0 --set share_value=0 --set loss_cap=500 --set borrow_limit=1000 --set signature_limit=500 --set term_years=1 --set most_terms=3 --set start=2026-09-01 --set duration_years=3 --set secrecy_years=3 --set mediator="Chamber of Nova" --set court=Nova --set year_end=31/12

# Two values changed. What exactly is new in the agreement? The members vote on that text and no other.
issue textile_eight statutes --note "longer notice, higher fee"
> redline textile_eight statutes@1 statutes@2
redline textile_eight statutes@1 statutes@2 -o OUT/changes.docx
ballot open textile_eight agreement_2 --how majority --on statutes@2 --question "Do we adopt the changed agreement?"
ballot vote textile_eight agreement_2 anka=yes bela=yes ciro=yes dora=yes elma=no

# The agreement in force asks for the written consent of all: one is against, and four of five do not change it.
> ballot close textile_eight agreement_2
! adopt textile_eight statutes@2 --ballot agreement_2
> ballot open textile_eight agreement_2 --how majority --on statutes@2
ballot vote textile_eight agreement_2 anka=yes bela=yes ciro=yes dora=yes elma=yes
! ballot close textile_eight agreement_2
> ballot close textile_eight agreement_2 --paper "signature sheet of 8 February 2027"
> ballot show textile_eight agreement_2
adopt textile_eight statutes@2 --ballot agreement_2
render textile_eight adoption -o OUT/adoption.pdf
tick textile_eight steps_1/golden_sample --proof photo=golden-sample
tick textile_eight steps_1/back_up --proof agreement=back-up

@ 2027-03-15
tick textile_eight book_1/sign_pages --for elma --proof signed_letter=page-elma --set signed_on=2027-03-08
record textile_eight certificate --project book_1 firm=anka name="organic textile standard (fictional)" body="Sample Certification" number=SC-2027-031 valid_to=2028-03-31
render textile_eight catalogue -o OUT/catalogue.docx
render textile_eight catalogue -o OUT/catalogue.pdf
render textile_eight catalogue -o OUT/catalogue.html
tick textile_eight book_1/print_and_publish --proof publication=catalogue
tick textile_eight book_1/distribute --proof form=list --set to="Embassies, chambers, forty buyers" --set sent_on=2027-03-15 --set copies=160

@ 2027-06-07
tick textile_eight book_1/enquiry_register --proof form=register --set from="Importer 1 (fictional)" --set received_on=2027-04-05 --set hours_to_answer=19 --set firm=bela
tick textile_eight book_1/enquiry_register --proof form=register --set from="Importer 2 (fictional)" --set received_on=2027-04-06 --set hours_to_answer=22 --set firm=ciro
tick textile_eight book_1/enquiry_register --proof form=register --set from="Importer 3 (fictional)" --set received_on=2027-04-07 --set hours_to_answer=25 --set firm=dora --set order=3500
tick textile_eight book_1/enquiry_register --proof form=register --set from="Importer 4 (fictional)" --set received_on=2027-04-08 --set hours_to_answer=28 --set firm=elma
tick textile_eight book_1/enquiry_register --proof form=register --set from="Importer 5 (fictional)" --set received_on=2027-04-09 --set hours_to_answer=31 --set firm=anka
tick textile_eight book_1/enquiry_register --proof form=register --set from="Importer 6 (fictional)" --set received_on=2027-04-10 --set hours_to_answer=34 --set firm=bela --set order=4400
tick textile_eight book_1/enquiry_register --proof form=register --set from="Importer 7 (fictional)" --set received_on=2027-04-11 --set hours_to_answer=37 --set firm=ciro
tick textile_eight book_1/enquiry_register --proof form=register --set from="Importer 8 (fictional)" --set received_on=2027-04-12 --set hours_to_answer=40 --set firm=dora
tick textile_eight book_1/review_catalogue --proof report=catalogue-review
tick textile_eight book_1/update_rule --proof minutes=minutes-19
record textile_eight budget_line --project book_1 item="Photographs and printing" planned=1500 real=1450 paid_by=members
record textile_eight contribution --project book_1 firm=anka kind=cash due=290 due_on=2027-02-15 paid=290 paid_on=2027-02-12
record textile_eight contribution --project book_1 firm=bela kind=cash due=290 due_on=2027-02-15 paid=290 paid_on=2027-02-12
record textile_eight contribution --project book_1 firm=ciro kind=cash due=290 due_on=2027-02-15 paid=290 paid_on=2027-02-12
record textile_eight contribution --project book_1 firm=dora kind=cash due=290 due_on=2027-02-15 paid=290 paid_on=2027-02-12
record textile_eight contribution --project book_1 firm=elma kind=cash due=290 due_on=2027-02-15 paid=290 paid_on=2027-02-12
record textile_eight result --project book_1 kind=publication evidence=catalogue
record textile_eight result --project book_1 kind=order value=7900 evidence="two first orders" measured=measured
project deliver textile_eight book_1
record textile_eight statement --project book_1 firm=anka paid=290 got=1200 acknowledged_on=2027-06-07
record textile_eight statement --project book_1 firm=bela paid=290 got=1200 acknowledged_on=2027-06-07
record textile_eight statement --project book_1 firm=ciro paid=290 got=1200 acknowledged_on=2027-06-07
record textile_eight statement --project book_1 firm=dora paid=290 got=1200 acknowledged_on=2027-06-07
record textile_eight statement --project book_1 firm=elma paid=290 got=1200 acknowledged_on=2027-06-07
record textile_eight evaluation --project book_1 criterion=enquiries real=8
record textile_eight project_survey --project book_1 firm=anka willing=yes trust_1=4 trust_2=4 trust_3=4 trust_4=4 trust_5=4 trust_6=5 fairness=4 benefit=4
record textile_eight project_survey --project book_1 firm=bela willing=yes trust_1=4 trust_2=4 trust_3=4 trust_4=4 trust_5=4 trust_6=5 fairness=4 benefit=4
record textile_eight project_survey --project book_1 firm=ciro willing=yes trust_1=4 trust_2=4 trust_3=4 trust_4=4 trust_5=4 trust_6=5 fairness=4 benefit=4
record textile_eight project_survey --project book_1 firm=dora willing=yes trust_1=4 trust_2=4 trust_3=4 trust_4=4 trust_5=4 trust_6=5 fairness=4 benefit=4
record textile_eight project_survey --project book_1 firm=elma willing=yes trust_1=4 trust_2=4 trust_3=4 trust_4=4 trust_5=4 trust_6=5 fairness=4 benefit=4
project evaluate textile_eight book_1

@ 2027-06-14
tick textile_eight installed --for steps_1 --proof report=machines-moved
tick textile_eight steps_1/run_cycle --proof report=cycle-1
record textile_eight production_cycle project=steps_1 number=1 ended_on=2027-05-31 quantity=4000 reject_rate=5
record textile_eight board_date planned_on=2027-03-10 held=yes
record textile_eight board_date planned_on=2027-04-14 held=no
record textile_eight board_date planned_on=2027-06-09 held=yes
tick textile_eight monthly_figures --proof report=figures-may

# Half way. What is still missing?
> why textile_eight strategic

@ 2027-09-13
tick textile_eight steps_1/run_cycle --proof report=cycle-2
record textile_eight production_cycle project=steps_1 number=2 ended_on=2027-08-31 quantity=5200 reject_rate=4
record textile_eight process_share firm=anka process=knitting stage=after hours=800 utilisation=70
record textile_eight process_share firm=anka process=sewing stage=after hours=100 utilisation=65
record textile_eight process_share firm=anka process=finishing stage=after hours=100 utilisation=73
record textile_eight process_share firm=bela process=knitting stage=after hours=100 utilisation=67
record textile_eight process_share firm=bela process=sewing stage=after hours=800 utilisation=85
record textile_eight process_share firm=bela process=finishing stage=after hours=100 utilisation=60
record textile_eight process_share firm=ciro process=knitting stage=after hours=150 utilisation=63
record textile_eight process_share firm=ciro process=sewing stage=after hours=700 utilisation=81
record textile_eight process_share firm=ciro process=finishing stage=after hours=150 utilisation=65
record textile_eight process_share firm=dora process=knitting stage=after hours=50 utilisation=72
record textile_eight process_share firm=dora process=sewing stage=after hours=50 utilisation=59
record textile_eight process_share firm=dora process=finishing stage=after hours=900 utilisation=90
record textile_eight process_share firm=elma process=knitting stage=after hours=100 utilisation=65
record textile_eight process_share firm=elma process=sewing stage=after hours=200 utilisation=73
record textile_eight process_share firm=elma process=finishing stage=after hours=700 utilisation=77
tick textile_eight steps_1/measure_again --proof report=specialisation-note-2
tick textile_eight specialisation_measured --proof report=specialisation-note-2
record textile_eight board_date planned_on=2027-09-08 held=yes
record textile_eight accounts_check period=2026 checked_by="Office Marin" checked_on=2027-04-20 in_order=yes duties_met=yes
record textile_eight ledger booked_on=2027-01-05 kind=fee amount=300
record textile_eight ledger booked_on=2027-01-25 kind=running_cost amount=420
record textile_eight ledger booked_on=2027-02-05 kind=fee amount=300
record textile_eight ledger booked_on=2027-02-25 kind=running_cost amount=420
record textile_eight ledger booked_on=2027-03-05 kind=fee amount=300
record textile_eight ledger booked_on=2027-03-25 kind=running_cost amount=420
record textile_eight ledger booked_on=2027-04-05 kind=fee amount=300
record textile_eight ledger booked_on=2027-04-25 kind=running_cost amount=420
record textile_eight ledger booked_on=2027-05-05 kind=fee amount=300
record textile_eight ledger booked_on=2027-05-25 kind=running_cost amount=420
record textile_eight ledger booked_on=2027-06-05 kind=fee amount=300
record textile_eight ledger booked_on=2027-06-25 kind=running_cost amount=420
record textile_eight ledger booked_on=2027-07-05 kind=fee amount=300
record textile_eight ledger booked_on=2027-07-25 kind=running_cost amount=420
record textile_eight ledger booked_on=2027-08-05 kind=fee amount=300
record textile_eight ledger booked_on=2027-08-25 kind=running_cost amount=420
record textile_eight ledger booked_on=2027-09-05 kind=fee amount=300
record textile_eight ledger booked_on=2027-09-13 kind=running_cost amount=420
record textile_eight hours worked_on=2027-01-20 minutes=780 who=facilitator phase=strategic
record textile_eight hours worked_on=2027-02-20 minutes=720 who=facilitator phase=strategic
record textile_eight hours worked_on=2027-03-20 minutes=700 who=facilitator phase=strategic
record textile_eight hours worked_on=2027-04-20 minutes=660 who=facilitator phase=strategic
record textile_eight hours worked_on=2027-05-20 minutes=640 who=facilitator phase=strategic
record textile_eight hours worked_on=2027-06-20 minutes=480 who=facilitator phase=strategic
record textile_eight hours worked_on=2027-07-20 minutes=420 who=facilitator phase=strategic
record textile_eight hours worked_on=2027-08-20 minutes=400 who=facilitator phase=strategic
record textile_eight hours worked_on=2027-09-10 minutes=360 who=facilitator phase=strategic

@ 2027-10-11
record textile_eight criterion_result name=rejects real=4 measured_on=2027-10-04
record textile_eight evaluation --project steps_1 criterion=rejects real=4
record textile_eight result --project steps_1 kind=order value=18400 evidence="invoices of the common range" measured=measured
record textile_eight meeting kind=assembly held_on=2027-10-11 present=anka,bela,ciro,dora,elma chaired_by=leader facilitator_present=no hours=2 minutes_on=2027-10-11
record textile_eight activity number=2 title="Common samples and price sheets apart" owner=ciro start=2026-10-01 end=2027-02-28 budget=600 member_share=400 indicator="samples ready" state=done progress=100 result="one set of samples"
record textile_eight activity number=3 title="Visit two buyers in the north" owner=elma start=2027-02-01 end=2027-05-31 budget=1500 member_share=700 indicator="buyers met" state=done progress=100 result="two buyers know the group"
record textile_eight activity number=4 title="Map production and share out steps" owner=dora start=2027-01-15 end=2027-06-30 budget=800 member_share=300 indicator="H and D" state=done progress=100 result="who does which step"
record textile_eight activity number=5 title="Train two persons of each firm in export papers" owned_by=facilitator start=2026-10-01 end=2026-12-31 budget=400 member_share=100 indicator="persons trained" state=done progress=100 result="ten persons trained"
tick textile_eight six_month_review --proof report=review

# The strategic project has delivered; its own conditions say so.
> why textile_eight steps_1/more_specialised
> project deliver textile_eight steps_1
> why textile_eight strategic
> phase complete textile_eight strategic

# Phase 5: self management
tick textile_eight autonomy_measured --proof assessment=scorecard-1 --set measured_on=2027-10-11 --set points.leadership=3 --set points.meetings=3 --set points.planning=2 --set points.money=2 --set points.accounting=2 --set points.services=3 --set points.projects=3 --set points.conflict=3 --set points.institutions=2 --set points.information=3 --set points.recruitment=2
> why textile_eight autonomous

@ 2027-11-08
record textile_eight statement --project steps_1 firm=anka paid=2100 got=4800 acknowledged_on=2027-11-05
record textile_eight statement --project steps_1 firm=bela paid=1900 got=4200 acknowledged_on=2027-11-05
record textile_eight statement --project steps_1 firm=ciro paid=1800 got=3900 acknowledged_on=2027-11-05
record textile_eight statement --project steps_1 firm=dora paid=1600 got=3100 acknowledged_on=2027-11-05
record textile_eight statement --project steps_1 firm=elma paid=1200 got=2400 acknowledged_on=2027-11-05
record textile_eight project_survey --project steps_1 firm=anka willing=yes trust_1=4 trust_2=4 trust_3=4 trust_4=4 trust_5=4 trust_6=5 fairness=4 benefit=4
record textile_eight project_survey --project steps_1 firm=bela willing=yes trust_1=4 trust_2=4 trust_3=4 trust_4=4 trust_5=4 trust_6=5 fairness=4 benefit=4
record textile_eight project_survey --project steps_1 firm=ciro willing=yes trust_1=4 trust_2=4 trust_3=4 trust_4=4 trust_5=4 trust_6=5 fairness=4 benefit=4
record textile_eight project_survey --project steps_1 firm=dora willing=unsure trust_1=4 trust_2=4 trust_3=4 trust_4=4 trust_5=4 trust_6=4 fairness=4 benefit=4
record textile_eight project_survey --project steps_1 firm=elma willing=yes trust_1=4 trust_2=4 trust_3=4 trust_4=4 trust_5=4 trust_6=5 fairness=4 benefit=4
> project evaluate textile_eight steps_1
tick textile_eight handover_planned --proof agreement=handover-plan --set signed_on=2027-11-08 --set consolidation=administration --set manager=part_time_secretary
tick textile_eight manager_appointed --proof minutes=minutes-24 --set post=secretary --set firm=dora --set person="Nora Dora" --set from=2027-11-08 --set accepted=yes
tick textile_eight board_trained --proof attendance_list=list-30 --set kind=training --set held_on=2027-11-08 --set present=anka,bela,ciro,dora,elma
tick textile_eight files_handed_over --proof agreement=inventory
tick textile_eight money_planned --proof report=money-plan --set months=24 --set fees=9600 --set services=2400 --set running_cost=10000 --set reserve=2400
record textile_eight function_handover function=convene state=member_alone
record textile_eight function_handover function=chair state=member_alone
record textile_eight function_handover function=minutes state=member_alone
record textile_eight function_handover function=follow_up state=member_alone
record textile_eight function_handover function=accounts state=member_alone
record textile_eight function_handover function=banking state=member_alone
record textile_eight function_handover function=reporting state=member_alone
record textile_eight function_handover function=market_info state=member_alone
record textile_eight function_handover function=buyer_contact state=member_alone
record textile_eight function_handover function=proposals state=member_alone
record textile_eight function_handover function=conflict state=member_alone
record textile_eight function_handover function=recruitment state=member_alone
record textile_eight function_handover function=website state=member_alone
record textile_eight function_handover function=files state=member_alone
record textile_eight function_handover function=training state=member_checked
record textile_eight hours worked_on=2027-10-08 minutes=300 who=facilitator phase=self_management
record textile_eight hours worked_on=2027-11-08 minutes=240 who=facilitator phase=self_management

@ 2028-01-17
record textile_eight meeting kind=assembly held_on=2028-01-17 present=anka,bela,ciro,dora,elma chaired_by=leader facilitator_present=no hours=2 minutes_on=2028-01-17
tick textile_eight next_plan_written --proof minutes=minutes-26 --set year=2028 --set author=members --set approved_on=2028-01-17
ballot open textile_eight leader --on leader --how majority --question "Ana Anka leads from 2028, Dora follows"
ballot vote textile_eight leader anka=yes bela=yes ciro=yes dora=yes elma=yes
ballot close textile_eight leader
tick textile_eight leaders_confirmed --proof vote_record=election-2028 --set post=leader --set firm=anka --set person="Ana Anka" --set from=2028-01-17 --set accepted=yes --set successor=dora --set until=2029-01-16

# The deputy's and the treasurer's terms ended in August: a condition of the plan is in doubt.
> why textile_eight roles_spread
tick textile_eight leaders_confirmed --proof vote_record=election-2028 --set post=deputy --set firm=dora --set person="Ivo Dora" --set from=2028-01-17 --set until=2029-01-16 --set accepted=yes
tick textile_eight leaders_confirmed --proof vote_record=election-2028 --set post=treasurer --set firm=bela --set person="Luis Bela" --set from=2028-01-17 --set until=2029-01-16 --set accepted=yes
tick textile_eight activity_alone --proof report=second-purchase --set title="Second joint purchase" --set ended_on=2028-01-10 --set facilitator_present=no --set facilitator_task=no --set participants=anka,bela,ciro,dora,elma --set evidence="five invoices" --set result="3,200 kg bought, 9 % saved"
record textile_eight hours worked_on=2027-12-08 minutes=180 who=facilitator phase=self_management
record textile_eight hours worked_on=2028-01-08 minutes=120 who=facilitator phase=self_management
record textile_eight ledger booked_on=2027-10-05 kind=fee amount=400
record textile_eight ledger booked_on=2027-10-15 kind=running_cost amount=400
record textile_eight ledger booked_on=2027-11-05 kind=fee amount=400
record textile_eight ledger booked_on=2027-11-15 kind=running_cost amount=400
record textile_eight ledger booked_on=2027-12-05 kind=fee amount=400
record textile_eight ledger booked_on=2027-12-15 kind=running_cost amount=400
record textile_eight ledger booked_on=2028-01-05 kind=fee amount=400
record textile_eight ledger booked_on=2028-01-12 kind=service amount=250
record textile_eight ledger booked_on=2028-01-15 kind=running_cost amount=400
! > phase complete textile_eight self_management

@ 2028-03-13
tick textile_eight activity_alone --proof report=buyers-visit --set title="Visit of two buyers" --set ended_on=2028-03-06 --set facilitator_present=no --set facilitator_task=no --set participants=anka,ciro,dora --set evidence="visit report, photographs" --set result="one trial order"
record textile_eight hours worked_on=2028-02-08 minutes=90 who=facilitator phase=self_management
record textile_eight hours worked_on=2028-03-08 minutes=60 who=facilitator phase=self_management
record textile_eight ledger booked_on=2028-02-05 kind=fee amount=400
record textile_eight ledger booked_on=2028-02-10 kind=running_cost amount=400
record textile_eight ledger booked_on=2028-03-05 kind=fee amount=400
record textile_eight ledger booked_on=2028-03-10 kind=running_cost amount=400
record textile_eight account counted_on=2028-03-10 balance=3100 reserve=1800 difference=0
tick textile_eight accounts_checked --proof report=annual-report --set period=2027 --set checked_by="Office Marin" --set checked_on=2028-03-10 --set in_order=yes --set duties_met=yes
tick textile_eight autonomy_measured --proof assessment=scorecard-2 --set measured_on=2028-03-13 --set points.leadership=4 --set points.meetings=4 --set points.planning=4 --set points.money=3 --set points.accounting=3 --set points.services=3 --set points.projects=4 --set points.conflict=3 --set points.institutions=3 --set points.information=4 --set points.recruitment=3
record textile_eight criterion_result name="export share" real=24 explanation="two buyers, a third starts in autumn" measured_on=2028-03-13
tick textile_eight final_evaluation --proof report=final-evaluation

# Nearly there: who signs that the facilitation ends?
> why textile_eight self_management
tick textile_eight exit_agreed --proof report=exit-report --set leader_signed_on=2028-03-13 --set facilitator_signed_on=2028-03-13 --set programme_signed_on=2028-03-13 --set after_care="visits after 6 and 12 months"
> phase complete textile_eight self_management

# The papers, made from what is on record: Word to edit, PDF to print and sign, a page for the browser.
render textile_eight workplan -o OUT/workplan.docx
render textile_eight workplan -o OUT/workplan.pdf
render textile_eight workplan -o OUT/workplan.html
render textile_eight statutes@2 -o OUT/statutes.docx
render textile_eight statutes@2 -o OUT/statutes.pdf
render textile_eight statutes@2 -o OUT/statutes.html
> verify-document OUT/statutes.pdf
> status textile_eight
> verify textile_eight
