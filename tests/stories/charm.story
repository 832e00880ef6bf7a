# Charm: fictional, inspired by a consortium of four clothing firms of which two left.
@ 2026-01-12
new charm --title "Charm" --currency EUR --as "Nadia Saber"
parameter set charm min_members 4 --because "four firms founded it before our time"
member add charm recta --name "Recta Wear"
member add charm twins --name "Twins Mode"
member add charm manuel --name "Manuel Hats"
member add charm satine --name "Satine"
member commit charm recta
member commit charm twins
member commit charm manuel
member commit charm satine
record charm meeting kind=assembly held_on=2026-01-12 present=recta,twins,manuel,satine chaired_by=leader minutes_on=2026-01-12
record charm officer post=leader firm=recta from=2026-01-12 accepted=yes backed_by=recta,twins,manuel,satine
phase skip charm promotion --because "the four found each other before these records begin" --agreed recta --agreed twins
phase skip charm planning --because "their plan of 2025 stands on paper" --agreed recta --agreed twins

# The pilot was done before these records begin; two members agree to say so.
! phase complete charm pilot --override --because "the purchase of 2025 was a success"
phase complete charm pilot --override --because "the purchase of 2025 was a success" --agreed recta --agreed twins
> why charm still_enough_pilot

# A bankruptcy, and a firm that cannot follow the strategy.
@ 2026-05-04
! member leave charm satine --reason broke
member leave charm satine --reason closed_business
record charm meeting kind=assembly held_on=2026-05-04 present=recta,twins chaired_by=leader minutes_on=2026-05-04
member leave charm manuel --reason strategy_differs
> why charm still_enough_pilot

# Two months of silence later the network is red; what can be decided is offered.
@ 2026-07-20
record charm check_up checked_on=2026-07-20 members_answer=yes need_felt=yes members_go_on=yes money_irregularity=no
> status charm
! criterion confirm charm still_enough_pilot
criterion revoke charm still_enough_pilot --because "two firms are no group"

# The two decide to join a neighbour. Without a recorded decision nothing happens.
new lingerie --title "Lingerie group" --as "Nadia Saber"
member add lingerie interla --name "Interla"
member commit lingerie interla
! merge charm lingerie --because "two are too few"
ballot open charm join --how majority --on merger --question "Do we join the Lingerie group?"
ballot vote charm join recta=yes twins=yes
ballot close charm join
merge charm lingerie --decision join --because "two are too few"
> list
> member list lingerie
> history charm --since 2026-05-01
> verify
