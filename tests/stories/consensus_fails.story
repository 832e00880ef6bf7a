# Consensus fails three times: the criterion goes, never the member.
@ 2026-03-02
new mills --title "Three mills and a dyer" --as "Omar Ali"
member add mills alto
member add mills brio
member add mills corso
member add mills dado
! ballot open mills criteria --on evaluation_criteria
member commit mills alto
member commit mills brio
member commit mills corso
member commit mills dado
record mills evaluation_criterion horizon=short name=sales measure="joint sales" unit=EUR baseline=0 target=10000 weight=50
record mills evaluation_criterion horizon=short name=costs measure="cost per metre" unit=EUR baseline=4 target=3.6 weight=50 lower_is_better=yes
ballot open mills costs --on costs --question "Do we judge ourselves by cost per metre?"
! ballot vote mills costs alto=7
! ballot vote mills costs nobody=4
ballot vote mills costs alto=5 brio=4 corso=4

# One has not answered: silence is not consent.
> ballot close mills costs
@ 2026-03-16
ballot open mills costs
ballot vote mills costs alto=5 brio=4 corso=4 "dado=0:we do not know our cost"
> ballot close mills costs
@ 2026-03-30
ballot open mills costs
ballot vote mills costs alto=4 "brio=1:too much counting" corso=4 "dado=1:our cost is our own affair"
> ballot close mills costs
> ballot show mills
! record mills evaluation_criterion name=costs
record mills decision on_what=planning outcome=repeat reason="cost per metre is dropped as a criterion" decided_on=2026-03-30
records mills evaluation_criterion
record mills evaluation_criterion --withdraw 2 --because "dropped after three rounds"
ballot open mills sales --on sales --question "Do we judge ourselves by joint sales?"
ballot vote mills sales alto=5 brio=4 corso=4 dado=3
> ballot close mills sales
! ballot vote mills sales dado=0
> why mills success_defined
> records mills evaluation_criterion
> history mills
