# Argan: six cooperatives of women draw from one cluster and choose an interest group. Fictional, inspired by a real one.
@ 2026-02-02
cluster add argan --title "Argan of the south" --sector "argan oil" --territory "Souss" --firm amal=Amal --firm basma=Basma --firm chams=Chams --firm dounia=Dounia --firm ezahra=Ezahra --firm fadma=Fadma --firm gharb=Gharb --challenge "one cooperative cannot fill a buyer's order" --opportunity "buyers of cosmetics ask for traced oil"
> cluster show argan
new argan --title "Argan six" --currency MAD --zone Africa/Casablanca --cluster argan --as "Salma Idrissi"
member add argan amal
member add argan basma
member add argan chams
member add argan dounia
member add argan ezahra
member add argan fadma
> member list argan
record argan network country=MA does=sell,produce
> render argan campaign-sheet --draft -o OUT/invitation.html

# Members are legal persons; each says who signs for it, and agrees to the use of its data.
tick argan scope_fixed --proof form=sheet --set sector="argan oil" --set territory=Souss
tick argan hosts_found --proof signed_letter=office --set name="Office of cooperatives" --set kind=authority
tick argan long_list_built --proof form=list --set firms=7
! tick argan firms_registered --for amal --proof form=reg --set legal_form=cooperative --set consent=no
tick argan firms_registered --for amal --proof form=reg-a --set legal_form=cooperative --set women_owned=yes --set women_percent=100 --set consent=yes
tick argan firms_registered --for basma --proof form=reg-b --set legal_form=cooperative --set women_owned=yes --set women_percent=100 --set consent=yes
tick argan firms_registered --for chams --proof form=reg-c --set legal_form=cooperative --set women_owned=yes --set women_percent=96 --set consent=yes
tick argan firms_registered --for dounia --proof form=reg-d --set legal_form=cooperative --set women_owned=yes --set women_percent=100 --set consent=yes
tick argan firms_registered --for ezahra --proof form=reg-e --set legal_form=cooperative --set women_owned=yes --set women_percent=100 --set consent=yes
tick argan firms_registered --for fadma --proof form=reg-f --set legal_form=cooperative --set women_owned=yes --set women_percent=92 --set consent=yes
member commit argan amal
member commit argan basma
member commit argan chams
member commit argan dounia
member commit argan ezahra
member commit argan fadma
phase skip argan promotion --because "the cooperatives have worked together for a year" --agreed amal --agreed basma

# Planning: which form? Facts that are not known are named, and no form is proposed before.
@ 2026-04-13
> why argan rules_in_place
! > decide legal_form members_n=6 members_type=cooperatives sells_in_group_name=true owns_assets_or_staff=true
> decide legal_form members_n=6 members_type=cooperatives sells_in_group_name=true owns_assets_or_staff=true distributes_profit=false outside_capital=false grant_requires_entity=true needs_bank_account=true equal_vote=true open_entry=true buys_or_sells_for_members=true investment_share=0.1 group_liability_accepted=true grant_funded_facility=false two_needs=false horizon_months=60 country_has_gie=true country_has_export_consortium=false country_min_cooperative=5
! record argan legal_form form=G timing=now
record argan legal_form form=G timing=now decided=2026-04-13 because="light, and each cooperative keeps its own members" alternatives="a union of cooperatives" country=MA
ballot open argan rules --how majority --on internal_rules --question "Do we adopt these rules?"
ballot vote argan rules amal=yes basma=yes chams=yes dounia=yes ezahra=no
> ballot close argan rules
> why argan rules_in_place
> status argan entity_registered
> verify
