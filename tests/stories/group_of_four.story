# Four firms: the default asks for five, a programme that works with four sets its own threshold, with a reason.
# Fictional, inspired by a programme whose groups have four firms on average.
@ 2026-02-02
new colombia --title "Four of the valley" --currency USD --as "Ines Rojas"
record colombia network sector="fruit pulp" territory="The valley"
tick colombia scope_fixed --proof form=sheet --set sector=furniture --set territory="Cauca valley"
tick colombia hosts_found --proof signed_letter=chamber --set name="Chamber of the valley" --set kind=chamber
tick colombia long_list_built --proof form=list --set firms=9
member add colombia valle
member add colombia cauca
member add colombia sierra
member add colombia pacifica
tick colombia firms_registered --for valle --proof form=reg-valle --set consent=yes
tick colombia firms_registered --for cauca --proof form=reg-cauca --set consent=yes
tick colombia firms_registered --for sierra --proof form=reg-sierra --set consent=yes
tick colombia firms_registered --for pacifica --proof form=reg-pacifica --set consent=yes
@ 2026-03-02
tick colombia open_meeting --proof attendance_list=l1 --set kind=open --set held_on=2026-02-24 --set firms_present=4
tick colombia open_meeting --proof attendance_list=l2 --set kind=open --set held_on=2026-03-02 --set firms_present=5
tick colombia sensitisation --proof attendance_list=l3 --set kind=sensitisation --set held_on=2026-03-02 --set firms_present=5
record colombia feedback firm=valle explore=yes
tick colombia firm_interviews --for valle --proof form=survey-valle --set severity.small_lots=4 --set severity.no_contacts=4 --set severity.certification=3 --set willingness=3 --set confirmed=yes
tick colombia private_slips --for valle --proof form=slip-valle --set firm=valle
record colombia feedback firm=cauca explore=yes
tick colombia firm_interviews --for cauca --proof form=survey-cauca --set severity.small_lots=5 --set severity.no_contacts=4 --set severity.certification=4 --set willingness=3 --set confirmed=yes
tick colombia private_slips --for cauca --proof form=slip-cauca --set firm=cauca
record colombia feedback firm=sierra explore=yes
tick colombia firm_interviews --for sierra --proof form=survey-sierra --set severity.small_lots=4 --set severity.no_contacts=4 --set severity.certification=5 --set willingness=3 --set confirmed=yes
tick colombia private_slips --for sierra --proof form=slip-sierra --set firm=sierra
record colombia feedback firm=pacifica explore=yes
tick colombia firm_interviews --for pacifica --proof form=survey-pacifica --set severity.small_lots=5 --set severity.no_contacts=4 --set severity.certification=3 --set willingness=3 --set confirmed=yes
tick colombia private_slips --for pacifica --proof form=slip-pacifica --set firm=pacifica
tick colombia groups_computed --proof report=groups --set proposed=valle,cauca,sierra,pacifica --set chosen=valle,cauca,sierra,pacifica
@ 2026-04-27
tick colombia group_meetings --proof attendance_list=l-2026-04-07 --set kind=group --set held_on=2026-04-07 --set present=valle,cauca,sierra,pacifica --set chaired_by=member
tick colombia group_meetings --proof attendance_list=l-2026-04-14 --set kind=group --set held_on=2026-04-14 --set present=valle,cauca,sierra,pacifica --set chaired_by=member
tick colombia group_meetings --proof attendance_list=l-2026-04-21 --set kind=group --set held_on=2026-04-21 --set present=valle,cauca,sierra,pacifica --set chaired_by=member
member commit colombia valle
member commit colombia cauca
member commit colombia sierra
member commit colombia pacifica
tick colombia leader_chosen --proof vote_record=r --set post=leader --set firm=sierra --set from=2026-04-21 --set accepted=yes --set backed_by=valle,cauca,sierra,pacifica
tick colombia ground_rules --proof agreement=rules
tick colombia commitment_letters --for valle --proof signed_letter=letter-valle --set can_decide=yes --set hours_per_month=5
tick colombia commitment_letters --for cauca --proof signed_letter=letter-cauca --set can_decide=yes --set hours_per_month=5
tick colombia commitment_letters --for sierra --proof signed_letter=letter-sierra --set can_decide=yes --set hours_per_month=5
tick colombia commitment_letters --for pacifica --proof signed_letter=letter-pacifica --set can_decide=yes --set hours_per_month=5
tick colombia promotion_decision --proof minutes=m --set on_what=promotion --set outcome=go_on

# Everything is done, but they are four.
> why colombia enough_members
> groups colombia
! > phase complete colombia promotion
! parameter set colombia min_members 4
! parameter set colombia min_members two --because "we are few"
! parameter set colombia min_members 2 --because "we are few"
! parameter set colombia minimum_members 4 --because "we are few"
> parameter set colombia min_members 4 --because "the programme works with groups of four"
> why colombia enough_members
> phase complete colombia promotion
> history colombia --since 2026-04-27
