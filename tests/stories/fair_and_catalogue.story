# A fair and a catalogue: four firms carry out two pilots to the end. Fictional.
@ 2026-01-12
new oasis --title "Oasis" --currency EUR --as "Yara Haddad"
parameter set oasis min_members 4 --because "a programme of small groups"
member add oasis aloe
member add oasis brea
member add oasis cedro
member add oasis dulce
member commit oasis aloe
member commit oasis brea
member commit oasis cedro
member commit oasis dulce
phase skip oasis promotion --because "they founded the group before these records begin" --agreed aloe --agreed brea
phase skip oasis planning --because "their plan stands on paper" --agreed aloe --agreed brea

# How they judge a pilot: everybody agreed on it before the first one began.
record oasis evaluation_criterion horizon=short name=contacts measure="contacts of the fair that were followed up" unit=contacts baseline=0 target=20 weight=50 who=leader due=2026-12-31
record oasis evaluation_criterion horizon=short name=enquiries measure="enquiries from buyers abroad" unit=enquiries baseline=0 target=20 weight=50 who=leader due=2027-03-31
ballot open oasis criteria --on evaluation_criteria --question "Do we judge our pilots by contacts and enquiries?"
ballot vote oasis criteria aloe=5 brea=4 cedro=5 dulce=4
ballot close oasis criteria

# The fair: planned almost a year ahead.
@ 2026-02-02
record oasis trust_survey firm=aloe round=start asked_on=2026-02-02 trust_1=3 trust_2=3 trust_3=2 trust_4=3 trust_5=3 trust_6=3
record oasis trust_survey firm=brea round=start asked_on=2026-02-02 trust_1=3 trust_2=3 trust_3=2 trust_4=3 trust_5=3 trust_6=3
record oasis trust_survey firm=cedro round=start asked_on=2026-02-02 trust_1=3 trust_2=3 trust_3=2 trust_4=3 trust_5=3 trust_6=3
record oasis trust_survey firm=dulce round=start asked_on=2026-02-02 trust_1=3 trust_2=3 trust_3=2 trust_4=3 trust_5=3 trust_6=3
project add oasis fair_1 --type joint_fair --title "Autumn fair" --leader brea --due 2026-12-18
project approve oasis fair_1
record oasis screening --project fair_1 points.visible_in_months=3 points.benefit_spread=5 points.links_to_top_constraint=5 points.cost_per_firm=3 points.low_risk=3 points.needs_little_trust=4 points.owner_exists=5 points.measurable=5 lawful_and_safe=yes competition=red
record oasis charter --project fair_1 problem="no buyers abroad" result="a joint stand" indicator="contacts" target="5 for each firm" signed_on=2026-02-02 planned_start=2026-02-02 planned_end=2026-10-30 event_on=2026-09-15 leader=brea stop_rule="stop if fewer than three firms pay the deposit"
! > project start oasis fair_1
record oasis screening --project fair_1 points.visible_in_months=3 points.benefit_spread=5 points.links_to_top_constraint=5 points.cost_per_firm=3 points.low_risk=3 points.needs_little_trust=4 points.owner_exists=5 points.measurable=5 lawful_and_safe=yes competition=green
project start oasis fair_1
> next oasis --role team
tick oasis fair_1/choose_fair --proof form=compare --set fair=Autumn --set cost_m2=300 --set score=5
tick oasis fair_1/choose_fair --proof form=compare --set fair=Spring --set cost_m2=340 --set score=3
tick oasis fair_1/set_goals --proof form=goals
tick oasis fair_1/fair_budget --proof form=budget
tick oasis fair_1/fair_key --proof agreement=key --set stand_cost=12000 --set subsidy=4000 --set equal_share=0.4
record oasis space --project fair_1 firm=aloe square_metres=6
record oasis space --project fair_1 firm=brea square_metres=6
record oasis space --project fair_1 firm=cedro square_metres=5
record oasis space --project fair_1 firm=dulce square_metres=3
record oasis budget_line --project fair_1 item=stand planned=12000
tick oasis fair_1/book_space --proof agreement=contract
tick oasis fair_1/select_products --proof form=x
tick oasis fair_1/check_market_rules --proof report=x
tick oasis fair_1/joint_image --proof photo=x
tick oasis fair_1/import_papers --proof form=x
tick oasis fair_1/train_staff --proof attendance_list=x
tick oasis fair_1/roster --proof form=x
tick oasis fair_1/price_lists --for aloe --proof form=prices-aloe --set product=oil --set price=12 --set incoterm="FOB Nova"
tick oasis fair_1/price_lists --for brea --proof form=prices-brea --set product=oil --set price=12 --set incoterm="FOB Nova"
tick oasis fair_1/price_lists --for cedro --proof form=prices-cedro --set product=oil --set price=12 --set incoterm="FOB Nova"
tick oasis fair_1/price_lists --for dulce --proof form=prices-dulce --set product=oil --set price=12 --set incoterm="FOB Nova"
tick oasis fair_1/travel --for aloe --proof financial_record=ticket-aloe
tick oasis fair_1/travel --for brea --proof financial_record=ticket-brea
tick oasis fair_1/travel --for cedro --proof financial_record=ticket-cedro
tick oasis fair_1/travel --for dulce --proof financial_record=ticket-dulce
tick oasis fair_1/invite_buyers --proof form=invitations-1
tick oasis fair_1/invite_buyers --proof form=invitations-2
tick oasis fair_1/invite_buyers --proof form=invitations-3
@ 2026-09-18
tick oasis fair_1/set_up --proof photo=stand
tick oasis fair_1/enter_leads --proof form=leads --set met_on=2026-09-16 --set buyer="Buyer 1" --set company="House 1" --set owner=aloe --set class=a
tick oasis fair_1/enter_leads --proof form=leads --set met_on=2026-09-16 --set buyer="Buyer 2" --set company="House 2" --set owner=brea --set class=b
tick oasis fair_1/enter_leads --proof form=leads --set met_on=2026-09-16 --set buyer="Buyer 3" --set company="House 3" --set owner=cedro --set class=c
tick oasis fair_1/enter_leads --proof form=leads --set met_on=2026-09-16 --set buyer="Buyer 4" --set company="House 4" --set owner=dulce --set class=a
tick oasis fair_1/enter_leads --proof form=leads --set met_on=2026-09-16 --set buyer="Buyer 5" --set company="House 5" --set owner=aloe --set class=b
tick oasis fair_1/enter_leads --proof form=leads --set met_on=2026-09-16 --set buyer="Buyer 6" --set company="House 6" --set owner=brea --set class=c
tick oasis fair_1/enter_leads --proof form=leads --set met_on=2026-09-16 --set buyer="Buyer 7" --set company="House 7" --set owner=cedro --set class=a
tick oasis fair_1/enter_leads --proof form=leads --set met_on=2026-09-16 --set buyer="Buyer 8" --set company="House 8" --set owner=dulce --set class=b
tick oasis fair_1/share_leads --proof form=split

# Six class A or B contacts are few; how many had an answer within five days?
@ 2026-10-02
record oasis lead --project fair_1 met_on=2026-09-16 buyer="Buyer 1" company="House 1" owner=aloe class=a answered_on=2026-09-19 result=9000
record oasis lead --project fair_1 met_on=2026-09-16 buyer="Buyer 2" company="House 2" owner=brea class=b answered_on=2026-09-19
record oasis lead --project fair_1 met_on=2026-09-16 buyer="Buyer 3" company="House 3" owner=cedro class=c answered_on=2026-09-19
record oasis lead --project fair_1 met_on=2026-09-16 buyer="Buyer 4" company="House 4" owner=dulce class=a answered_on=2026-09-19
record oasis lead --project fair_1 met_on=2026-09-16 buyer="Buyer 5" company="House 5" owner=aloe class=b answered_on=2026-09-19
record oasis lead --project fair_1 met_on=2026-09-16 buyer="Buyer 6" company="House 6" owner=brea class=c answered_on=2026-09-19
record oasis lead --project fair_1 met_on=2026-09-16 buyer="Buyer 7" company="House 7" owner=cedro class=a answered_on=2026-09-19
record oasis lead --project fair_1 met_on=2026-09-16 buyer="Buyer 8" company="House 8" owner=dulce class=b answered_on=2026-09-29
tick oasis fair_1/thank_leads --for aloe --proof form=thank_leads-aloe
tick oasis fair_1/thank_leads --for brea --proof form=thank_leads-brea
tick oasis fair_1/thank_leads --for cedro --proof form=thank_leads-cedro
tick oasis fair_1/thank_leads --for dulce --proof form=thank_leads-dulce
tick oasis fair_1/second_contact --for aloe --proof form=second_contact-aloe
tick oasis fair_1/second_contact --for brea --proof form=second_contact-brea
tick oasis fair_1/second_contact --for cedro --proof form=second_contact-cedro
tick oasis fair_1/second_contact --for dulce --proof form=second_contact-dulce
record oasis contribution --project fair_1 firm=aloe kind=cash due=2240 paid=2240
record oasis contribution --project fair_1 firm=brea kind=cash due=2240 paid=2240
record oasis contribution --project fair_1 firm=cedro kind=cash due=2000 paid=2000
record oasis contribution --project fair_1 firm=dulce kind=cash due=1520 paid=1520
record oasis budget_line --project fair_1 item=stand planned=12000 real=12000
tick oasis fair_1/fair_results --proof report=day-30
record oasis result --project fair_1 kind=order firm=aloe value=9000 evidence=order-1
> why oasis fair_1/good_contacts
> why oasis fair_1/leads_answered
> why oasis fair_1/carry_out
> project deliver oasis fair_1

# The catalogue: nobody prints what a firm has not signed.
@ 2026-10-05
project add oasis book_1 --type collective_catalogue --title "Catalogue" --leader cedro --due 2027-03-26
project approve oasis book_1
record oasis screening --project book_1 points.visible_in_months=3 points.benefit_spread=5 points.links_to_top_constraint=5 points.cost_per_firm=3 points.low_risk=3 points.needs_little_trust=4 points.owner_exists=5 points.measurable=5 lawful_and_safe=yes competition=green
record oasis charter --project book_1 problem="buyers find nothing on paper" result="a printed catalogue" indicator="enquiries" target=20 signed_on=2026-10-05 planned_start=2026-10-05 planned_end=2027-04-16 leader=cedro stop_rule="stop if a firm does not sign its page"
project start oasis book_1
record oasis budget_line --project book_1 item=print planned=2400
tick oasis book_1/agree_buyers --proof minutes=m1
tick oasis book_1/agree_scope --proof minutes=m2 --set buyer_type=importers --set languages=en,fr --set form=both --set copies=500
tick oasis book_1/catalogue_rules --proof agreement=rules
tick oasis book_1/visual_identity --proof vote_record=v
tick oasis book_1/fill_member_sheet --for aloe --proof form=sheet --set story="A family firm" --set capacity="900 bottles"
tick oasis book_1/fill_member_sheet --for brea --proof form=sheet --set story="A family firm" --set capacity="900 bottles"
tick oasis book_1/fill_member_sheet --for cedro --proof form=sheet --set story="A family firm" --set capacity="900 bottles"
tick oasis book_1/fill_member_sheet --for dulce --proof form=sheet --set story="A family firm" --set capacity="900 bottles"
tick oasis book_1/fill_product_sheets --for aloe --proof form=products
tick oasis book_1/fill_product_sheets --for brea --proof form=products
tick oasis book_1/fill_product_sheets --for cedro --proof form=products
tick oasis book_1/fill_product_sheets --for dulce --proof form=products
record oasis product --project book_1 firm=aloe code=A1 name="Oil 1" name_translated="Huile 1" hs_code=151590 moq=100 capacity=900 order_days=30 image=HERE/oil.png
record oasis product --project book_1 firm=aloe code=A2 name="Oil 2" name_translated="Huile 2" hs_code=151590 moq=100 capacity=900 order_days=30 image=HERE/oil.png
record oasis product --project book_1 firm=aloe code=A3 name="Oil 3" name_translated="Huile 3" hs_code=151590 moq=100 capacity=900 order_days=30 image=HERE/oil.png
record oasis product --project book_1 firm=brea code=B1 name="Oil 1" name_translated="Huile 1" hs_code=151590 moq=100 capacity=900 order_days=30 image=HERE/oil.png
record oasis product --project book_1 firm=brea code=B2 name="Oil 2" name_translated="Huile 2" hs_code=151590 moq=100 capacity=900 order_days=30 image=HERE/oil.png
record oasis product --project book_1 firm=brea code=B3 name="Oil 3" name_translated="Huile 3" hs_code=151590 moq=100 capacity=900 order_days=30 image=HERE/oil.png
record oasis product --project book_1 firm=cedro code=C1 name="Oil 1" name_translated="Huile 1" hs_code=151590 moq=100 capacity=900 order_days=30 image=HERE/oil.png
record oasis product --project book_1 firm=cedro code=C2 name="Oil 2" name_translated="Huile 2" hs_code=151590 moq=100 capacity=900 order_days=30 image=HERE/oil.png
record oasis product --project book_1 firm=cedro code=C3 name="Oil 3" name_translated="Huile 3" hs_code=151590 moq=100 capacity=900 order_days=30 image=HERE/oil.png
record oasis product --project book_1 firm=dulce code=D1 name="Oil 1" name_translated="Huile 1" hs_code=151590 moq=100 capacity=900 order_days=30 image=HERE/oil.png
record oasis product --project book_1 firm=dulce code=D2 name="Oil 2" name_translated="Huile 2" hs_code=151590 moq=100 capacity=900 order_days=30 image=HERE/oil.png
record oasis product --project book_1 firm=dulce code=D3 name="Oil 3" name_translated="Huile 3" hs_code=151590 moq=1200 capacity=900 order_days=30 image=HERE/oil.png
record oasis certificate --project book_1 firm=aloe name=organic valid_to=2027-03-31
tick oasis book_1/check_product_data --proof form=x
tick oasis book_1/photo_session --proof photo=x
tick oasis book_1/edit_and_translate --proof form=x
tick oasis book_1/legal_check --proof report=x
tick oasis book_1/sign_pages --for aloe --proof signed_letter=page-aloe --set signed_on=2026-10-05
tick oasis book_1/sign_pages --for brea --proof signed_letter=page-brea --set signed_on=2026-10-05
tick oasis book_1/sign_pages --for cedro --proof signed_letter=page-cedro --set signed_on=2026-10-05
tick oasis book_1/printer_quotes --proof form=quote --set printer="Press 1" --set price=2300
tick oasis book_1/printer_quotes --proof form=quote --set printer="Press 2" --set price=2450
tick oasis book_1/printer_quotes --proof form=quote --set printer="Press 3" --set price=2600
> why oasis book_1/all_pages_signed
> why oasis book_1/no_field_missing
> why oasis book_1/certificates_valid
@ 2026-12-14
tick oasis book_1/sign_pages --for dulce --proof signed_letter=page-dulce --set signed_on=2026-12-14
record oasis product --project book_1 firm=dulce code=D3 name="Oil 3" name_translated="Huile 3" hs_code=151590 moq=200 capacity=900 order_days=30 image=HERE/oil.png
record oasis certificate --project book_1 firm=aloe name=organic valid_to=2027-12-31
record oasis edition --project book_1 buyer_type=importers languages=en,fr form=both copies=500 printed_on=2026-12-14
tick oasis book_1/print_and_publish --proof publication=catalogue
tick oasis book_1/distribute --proof form=list --set to="Embassies" --set sent_on=2026-12-14 --set copies=60
@ 2027-03-22
tick oasis book_1/enquiry_register --proof form=register --set from="Importer 1" --set received_on=2027-01-11 --set hours_to_answer=20 --set firm=aloe
tick oasis book_1/enquiry_register --proof form=register --set from="Importer 2" --set received_on=2027-01-12 --set hours_to_answer=24 --set firm=brea
tick oasis book_1/enquiry_register --proof form=register --set from="Importer 3" --set received_on=2027-01-13 --set hours_to_answer=28 --set firm=cedro
tick oasis book_1/enquiry_register --proof form=register --set from="Importer 4" --set received_on=2027-01-14 --set hours_to_answer=32 --set firm=dulce
tick oasis book_1/enquiry_register --proof form=register --set from="Importer 5" --set received_on=2027-01-15 --set hours_to_answer=36 --set firm=aloe
tick oasis book_1/enquiry_register --proof form=register --set from="Importer 6" --set received_on=2027-01-16 --set hours_to_answer=40 --set firm=brea
tick oasis book_1/review_catalogue --proof report=review
tick oasis book_1/update_rule --proof minutes=m9
record oasis budget_line --project book_1 item=print planned=2400 real=2300
record oasis contribution --project book_1 firm=aloe kind=cash due=575 paid=575
record oasis contribution --project book_1 firm=brea kind=cash due=575 paid=575
record oasis contribution --project book_1 firm=cedro kind=cash due=575 paid=575
record oasis contribution --project book_1 firm=dulce kind=cash due=575 paid=575
record oasis result --project book_1 kind=publication evidence=catalogue
> why oasis book_1/carry_out
> project deliver oasis book_1
record oasis statement --project book_1 firm=aloe paid=575 got=0 acknowledged_on=2027-03-22
record oasis statement --project book_1 firm=brea paid=575 got=0 acknowledged_on=2027-03-22
record oasis statement --project book_1 firm=cedro paid=575 got=0 acknowledged_on=2027-03-22
record oasis statement --project book_1 firm=dulce paid=575 got=0 acknowledged_on=2027-03-22
record oasis evaluation --project book_1 criterion=enquiries real=6
record oasis project_survey --project book_1 firm=aloe willing=yes trust_1=4 trust_2=4 trust_3=4 trust_4=3 trust_5=4 trust_6=5
record oasis project_survey --project book_1 firm=brea willing=yes trust_1=4 trust_2=4 trust_3=4 trust_4=3 trust_5=4 trust_6=5
record oasis project_survey --project book_1 firm=cedro willing=yes trust_1=4 trust_2=4 trust_3=4 trust_4=3 trust_5=4 trust_6=5
! > project evaluate oasis book_1
record oasis project_survey --project book_1 firm=dulce willing=unsure trust_1=3 trust_2=3 trust_3=3 trust_4=3 trust_5=3 trust_6=4

# Six enquiries instead of twenty: a partial result. It is evaluated as what it is; the phase asks for more.
> project evaluate oasis book_1
> why oasis result_visible
