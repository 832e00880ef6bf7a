# Chanderi: self-help groups form a federation and share a dye house. Fictional, inspired by a real one.
@ 2026-01-05
new weavers --title "Weavers of the fort" --currency INR --zone Asia/Kolkata --as "Meera Joshi"
member add weavers asha --name "Asha group" 
member add weavers bindu --name "Bindu group"
member add weavers chitra --name "Chitra group"
member add weavers divya --name "Divya group"
member add weavers esha --name "Esha group"
member add weavers falak --name "Falak group"
member commit weavers asha
member commit weavers bindu
member commit weavers chitra
member commit weavers divya
member commit weavers esha
member commit weavers falak
phase skip weavers promotion --because "the groups have met for two years" --agreed asha --agreed bindu
phase skip weavers planning --because "the plan of the federation stands" --agreed asha --agreed bindu
phase skip weavers pilot --because "exhibitions and designs were the pilot" --agreed asha --agreed bindu

# What every group makes today: most weave, dyeing stands idle in two. Nothing is known of afterwards yet.
@ 2026-02-02
record weavers process_share firm=asha process=dyeing stage=before hours=400 utilisation=30 measured_on=2026-01-20
record weavers process_share firm=asha process=weaving stage=before hours=600 utilisation=80 measured_on=2026-01-20
record weavers process_share firm=bindu process=dyeing stage=before hours=300 utilisation=30 measured_on=2026-01-20
record weavers process_share firm=bindu process=weaving stage=before hours=700 utilisation=80 measured_on=2026-01-20
record weavers process_share firm=chitra process=weaving stage=before hours=1000 utilisation=80 measured_on=2026-01-20
! record weavers process_share firm=chitra process=weaving stage=then hours=1000
> why weavers production_changed

# A dye house for many users: without a name for who runs it there is no answer, with it the study says go.
project add weavers dye_house --type common_facility --title "Dye house" --leader asha
project approve weavers dye_house
record weavers charter --project dye_house problem="dyes fade, and dyeing is bought from traders" result="a dye house open to all groups" indicator=use target="70 %" signed_on=2026-02-02 planned_start=2026-03-02 planned_end=2027-03-01 leader=asha stop_rule="stop if fewer than five groups sign"
record weavers screening --project dye_house points.constraint=5 points.member_stake=4 points.viability=4 points.users=5 points.capability=4 points.low_risk=3 competition=green lawful_and_safe=yes
! record weavers study --project dye_house users=6 capacity=7000 fixed_cost=40000 tariff=20 variable_cost=8 nearest_same_service_km=60 payback_years=4 top_user_share=0.3 debt_cover=1.8 permits_possible=yes
record weavers study --project dye_house users=6 capacity=7000 fixed_cost=40000 tariff=20 variable_cost=8 nearest_same_service_km=60 payback_years=4 top_user_share=0.3 debt_cover=1.8 manager_found=yes permits_possible=yes
> why weavers dye_house
> project start weavers dye_house
record weavers project_sheet project=dye_house kind=facility owns_assets=yes employs=yes sells=no investment=900000
> why weavers entity_in_place
record weavers entity name="Weavers of the fort producer company" form=L registered_on=2026-01-28
> why weavers entity_in_place

# Afterwards: two groups gave up dyeing, one does it for all; the same groups before and after are compared.
@ 2027-03-15
record weavers process_share firm=asha process=dyeing stage=after hours=1000 utilisation=85 measured_on=2027-03-01
record weavers process_share firm=bindu process=weaving stage=after hours=1000 utilisation=85 measured_on=2027-03-01
> why weavers production_changed
record weavers process_share firm=chitra process=weaving stage=after hours=1000 utilisation=85 measured_on=2027-03-01
> why weavers production_changed
record weavers flow from_firm=asha to_firm=bindu step=dyeing period=2027 value=120000
record weavers production_cost firm=bindu period=2027 cost=900000
record weavers production_cost firm=asha period=2027 cost=600000
> why weavers members_complement

# The federation turns to a second village: three groups become a network of their own.
ballot open weavers part --how majority --share 3/4 --on split --question "Do the groups of the lower village go on by themselves?"
ballot vote weavers part asha=yes bindu=yes chitra=yes divya=yes esha=yes falak=no
> ballot close weavers part
> split weavers lower --firm divya --firm esha --firm falak --title "Weavers of the lower village" --decision part --because "two villages, two dye houses"
> status lower
> verify
