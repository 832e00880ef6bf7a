# A facility too big: the study says no, and the project does not start. Fictional.
@ 2026-01-12
new dyers --title "Six dyers" --currency EUR --as "Hugo Lind"
member add dyers norte
member add dyers ocaso
member add dyers ponto
member add dyers quilla
member add dyers ribera
member add dyers salina
member commit dyers norte
member commit dyers ocaso
member commit dyers ponto
member commit dyers quilla
member commit dyers ribera
member commit dyers salina
phase skip dyers promotion --because "done before these records begin" --agreed norte --agreed ocaso
phase skip dyers planning --because "done before these records begin" --agreed norte --agreed ocaso
phase skip dyers pilot --because "done before these records begin" --agreed norte --agreed ocaso
project add dyers dye_house --type common_facility --title "Dye house" --leader ponto
project approve dyers dye_house
record dyers charter --project dye_house problem="dyeing is bought far away" result="a dye house of our own" indicator=use target="60 %" signed_on=2026-01-12 planned_start=2026-02-02 planned_end=2027-02-01 leader=ponto stop_rule="stop if fewer than five sign"
record dyers screening --project dye_house points.constraint=5 points.member_stake=3 points.viability=2 points.users=4 points.capability=3 points.low_risk=2 competition=green lawful_and_safe=yes
record dyers study --project dye_house users=6 capacity=10000 fixed_cost=108000 tariff=20 variable_cost=8 nearest_same_service_km=120 payback_years=9 top_user_share=0.3 debt_cover=1.1 manager_found=yes permits_possible=yes
! > project start dyers dye_house
! project start dyers dye_house --override

# Half the size, and two firms nobody had counted sign as users.
@ 2026-03-09
record dyers study --project dye_house users=8 capacity=7000 fixed_cost=44000 tariff=20 variable_cost=8 nearest_same_service_km=120 payback_years=5 top_user_share=0.3 debt_cover=1.8 manager_found=yes permits_possible=yes
> project start dyers dye_house
> project list dyers
