# Two hearts: twelve firms, two issues. The survey shows two groups; the members vote to split.
@ 2026-02-02
new hearts --title "Two hearts" --as "Pia Lund"
member add hearts amapola
member add hearts begonia
member add hearts camelia
member add hearts dalia
member add hearts encina
member add hearts fresno
member add hearts granito
member add hearts hierro
member add hearts lignito
member add hearts marmol
member add hearts niquel
member add hearts opalo
@ 2026-03-02
record hearts survey firm=amapola severity.small_lots=4 severity.no_contacts=4 severity.input_cost=1 severity.energy=1 willingness=2 confirmed=yes leader_interest=3
record hearts survey firm=begonia severity.small_lots=5 severity.no_contacts=4 severity.input_cost=2 severity.energy=1 willingness=3 confirmed=yes leader_interest=1
record hearts survey firm=camelia severity.small_lots=4 severity.no_contacts=4 severity.input_cost=1 severity.energy=1 willingness=2 confirmed=yes leader_interest=1
record hearts survey firm=dalia severity.small_lots=5 severity.no_contacts=4 severity.input_cost=2 severity.energy=1 willingness=3 confirmed=yes leader_interest=1
record hearts survey firm=encina severity.small_lots=4 severity.no_contacts=4 severity.input_cost=1 severity.energy=1 willingness=2 confirmed=yes leader_interest=1
record hearts survey firm=fresno severity.small_lots=5 severity.no_contacts=4 severity.input_cost=2 severity.energy=1 willingness=3 confirmed=yes leader_interest=1
record hearts survey firm=granito severity.small_lots=1 severity.no_contacts=1 severity.input_cost=4 severity.energy=4 willingness=2 confirmed=yes leader_interest=0
record hearts survey firm=hierro severity.small_lots=1 severity.no_contacts=2 severity.input_cost=5 severity.energy=4 willingness=3 confirmed=yes leader_interest=3
record hearts survey firm=lignito severity.small_lots=1 severity.no_contacts=1 severity.input_cost=4 severity.energy=4 willingness=2 confirmed=yes leader_interest=0
record hearts survey firm=marmol severity.small_lots=1 severity.no_contacts=2 severity.input_cost=5 severity.energy=4 willingness=3 confirmed=yes leader_interest=0
record hearts survey firm=niquel severity.small_lots=1 severity.no_contacts=1 severity.input_cost=4 severity.energy=4 willingness=2 confirmed=yes leader_interest=0
record hearts survey firm=opalo severity.small_lots=1 severity.no_contacts=2 severity.input_cost=5 severity.energy=4 willingness=3 confirmed=yes leader_interest=0
record hearts compat firm=amapola would=begonia,camelia would_not=granito
member commit hearts amapola
member commit hearts begonia
member commit hearts camelia
member commit hearts dalia
member commit hearts encina
member commit hearts fresno
member commit hearts granito
member commit hearts hierro
member commit hearts lignito
member commit hearts marmol
member commit hearts niquel
member commit hearts opalo
tick hearts scope_fixed --proof form=sheet --set sector=crafts --set territory="Two valleys"
record hearts meeting kind=group held_on=2026-03-02 present=amapola,begonia,camelia,dalia,encina,fresno,granito,hierro,lignito,marmol,niquel,opalo chaired_by=leader minutes_on=2026-03-02
> why hearts no_open_veto
> groups hearts
@ 2026-03-30
! split hearts metals --firm granito --firm hierro --firm lignito --firm marmol --firm niquel --firm opalo --because "two issues, two groups"
ballot open hearts part --how majority --share 0.75 --on split --question "Do we become two groups, each with its own issue?"
ballot vote hearts part amapola=yes begonia=yes camelia=yes dalia=yes encina=yes fresno=yes granito=yes hierro=yes lignito=yes marmol=yes niquel=no opalo=abstain
> ballot close hearts part
! split hearts metals --firm granito --firm granit0 --decision part --because "two issues, two groups"
> split hearts metals --firm granito --firm hierro --firm lignito --firm marmol --firm niquel --firm opalo --title "Energy and metals" --decision part --because "two issues, two groups"

# Both go on, and both keep what was before.
> list
> status hearts
> status metals
> why hearts no_open_veto
> records metals survey
> groups metals
> history metals
! member add metals granito
> verify
