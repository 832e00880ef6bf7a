# Subsidy cliff: the grant falls from 75 to 60 to 50 per cent, firms fall behind with their fees, the phase is opened again. Fictional.
@ 2026-01-05
new cliff --title "Subsidy cliff" --currency EUR --as "Vera Holm"
member add cliff alba
member add cliff brezo
member add cliff cima
member add cliff duna
member add cliff erica
member commit cliff alba
member commit cliff brezo
member commit cliff cima
member commit cliff duna
member commit cliff erica
phase skip cliff promotion --because "done before these records begin" --agreed alba --agreed brezo
phase skip cliff planning --because "done before these records begin" --agreed alba --agreed brezo
phase skip cliff pilot --because "done before these records begin" --agreed alba --agreed brezo

# The first half-year: the grant pays three quarters of the office, and nothing is late.
@ 2026-07-01
record cliff ledger booked_on=2026-03-31 kind=running_cost amount=6000 what="office, first quarter"
record cliff ledger booked_on=2026-06-30 kind=running_cost amount=6000 what="office, second quarter"
record cliff ledger booked_on=2026-03-31 kind=grant amount=4500
record cliff ledger booked_on=2026-06-30 kind=grant amount=4500
record cliff ledger booked_on=2026-04-15 kind=fee amount=3000
record cliff ledger booked_on=2026-06-15 kind=service amount=3500
record cliff contribution firm=alba kind=fee period=2026-1 due=600 due_on=2026-06-30 paid=600 paid_on=2026-06-20
record cliff contribution firm=brezo kind=fee period=2026-1 due=600 due_on=2026-06-30 paid=600 paid_on=2026-06-21
record cliff contribution firm=cima kind=fee period=2026-1 due=600 due_on=2026-06-30 paid=600 paid_on=2026-06-22
record cliff contribution firm=duna kind=fee period=2026-1 due=600 due_on=2026-06-30 paid=600 paid_on=2026-06-23
record cliff contribution firm=erica kind=fee period=2026-1 due=600 due_on=2026-06-30 paid=600 paid_on=2026-06-24
tick cliff specialisation_measured --proof report=measured
tick cliff six_month_review --proof report=review
tick cliff common_standards --proof report=standards
> why cliff control_shared
> why cliff pays_itself
! > phase complete cliff strategic
> phase complete cliff strategic --override --because "the programme ends its phase" --agreed alba --agreed brezo

# A year later: the grant pays half, three firms have not paid; what was met is in doubt.
@ 2027-03-01
record cliff ledger booked_on=2026-09-30 kind=running_cost amount=6000 what="office, third quarter"
record cliff ledger booked_on=2026-12-31 kind=running_cost amount=6000 what="office, fourth quarter"
record cliff ledger booked_on=2026-12-31 kind=grant amount=6000
record cliff ledger booked_on=2026-12-15 kind=fee amount=1200
record cliff contribution firm=alba kind=fee period=2026-2 due=1200 due_on=2026-12-31 paid=1200 paid_on=2026-12-20
record cliff contribution firm=brezo kind=fee period=2026-2 due=1200 due_on=2026-12-31 paid=200 paid_on=2027-01-20
record cliff contribution firm=cima kind=fee period=2026-2 due=1200 due_on=2026-12-31
record cliff contribution firm=duna kind=fee period=2026-2 due=1200 due_on=2026-12-31
! record cliff contribution firm=erica kind=fee period=2026-2 due=-1 due_on=2026-12-31
record cliff contribution firm=erica kind=fee period=2026-2 due=1200 due_on=2026-12-31 paid=1200 paid_on=2027-01-31
> why cliff pays_itself
> status cliff
! phase reopen cliff strategic
> phase reopen cliff strategic --because "half of the firms do not pay, the office cannot be kept like this"
> next cliff --role facilitator
> history cliff --since 2027-03-01
> verify
