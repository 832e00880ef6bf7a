# Silent founders: the leader leaves, minutes come late, nobody meets; the network goes to rest.
@ 2026-01-05
new founders --title "Silent founders" --as "Lena Brandt"
member add founders adria
member add founders brisa
member add founders costa
member add founders delta
member add founders estela
member add founders fado
member commit founders adria
member commit founders brisa
member commit founders costa
member commit founders delta
member commit founders estela
member commit founders fado
record founders officer post=leader firm=adria from=2026-01-05 accepted=yes backed_by=adria,brisa,costa,delta,estela
@ 2026-02-05
record founders meeting kind=group held_on=2026-01-12 present=adria,brisa,costa,delta,estela,fado minutes_on=2026-01-13 chaired_by=leader
record founders meeting kind=group held_on=2026-02-02 present=brisa,costa,delta,estela,fado minutes_on=2026-02-04 chaired_by=member
> why founders leader_accepted
> status founders

# March: two of six come, the leader stays away again, the minutes are three weeks late.
@ 2026-03-30
record founders meeting kind=group held_on=2026-03-02 present=brisa,costa minutes_on=2026-03-27 chaired_by=facilitator
record founders check_up checked_on=2026-03-30 members_answer=yes need_felt=yes members_go_on=yes money_irregularity=no
> status founders
member leave founders adria --reason no_time --because "a large order of its own"
> why founders leader_accepted

# Nobody meets any more.
@ 2026-06-29
record founders check_up checked_on=2026-06-29 members_answer=yes need_felt=no members_go_on=no money_irregularity=no
> status founders
! suspend founders
suspend founders --because "nobody feels the need now; we look again in a year, the data are kept"
! tick founders scope_fixed --proof form=sheet
> list
@ 2027-06-28
resume founders --because "two buyers asked for the group"
> next founders --role facilitator
> verify founders
