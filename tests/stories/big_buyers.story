# Big buyers: twenty-three shops buy together; the limits of the method are made for fewer. Fictional.
@ 2026-03-02
new buyers --title "Big buyers" --currency BRL --zone America/Sao_Paulo --as "Bento Reis"
member add buyers s01 --name "Shop 01"
member add buyers s02 --name "Shop 02"
member add buyers s03 --name "Shop 03"
member add buyers s04 --name "Shop 04"
member add buyers s05 --name "Shop 05"
member add buyers s06 --name "Shop 06"
member add buyers s07 --name "Shop 07"
member add buyers s08 --name "Shop 08"
member add buyers s09 --name "Shop 09"
member add buyers s10 --name "Shop 10"
member add buyers s11 --name "Shop 11"
member add buyers s12 --name "Shop 12"
member add buyers s13 --name "Shop 13"
member add buyers s14 --name "Shop 14"
member add buyers s15 --name "Shop 15"
member add buyers s16 --name "Shop 16"
member add buyers s17 --name "Shop 17"
member add buyers s18 --name "Shop 18"
member add buyers s19 --name "Shop 19"
member add buyers s20 --name "Shop 20"
member add buyers s21 --name "Shop 21"
member add buyers s22 --name "Shop 22"
member add buyers s23 --name "Shop 23"
member commit buyers s01
member commit buyers s02
member commit buyers s03
member commit buyers s04
member commit buyers s05
member commit buyers s06
member commit buyers s07
member commit buyers s08
member commit buyers s09
member commit buyers s10
member commit buyers s11
member commit buyers s12
member commit buyers s13
member commit buyers s14
member commit buyers s15
member commit buyers s16
member commit buyers s17
member commit buyers s18
member commit buyers s19
member commit buyers s20
member commit buyers s21
member commit buyers s22
member commit buyers s23
phase open buyers planning --because "the survey shows one issue for all" 
> why buyers enough_members
! parameter set buyers max_members 70 --because "we are many"
! parameter set buyers max_members 25
> parameter set buyers max_members 25 --because "a group that only buys works with more firms; the programme allows it"
> why buyers enough_members

# A ballot of twenty-three: eleven for, eleven against, and a tie is lost.
ballot open buyers first_order --how majority --quorum 1/2 --on work_plan --question "Do we order paper together?"
ballot vote buyers first_order s01=yes s02=yes s03=yes s04=yes s05=yes s06=yes s07=yes s08=yes s09=yes s10=yes s11=yes s12=no s13=no s14=no s15=no s16=no s17=no s18=no s19=no s20=no s21=no s22=no s23=abstain
> ballot show buyers first_order
> ballot close buyers first_order

# Two shops leave. A ballot that is closed keeps its twenty-three voters.
@ 2026-06-01
member leave buyers s23 --reason no_benefit --because "it buys too little"
member leave buyers s22 --reason moved --because "sold to a chain"
> status buyers
> next buyers --role firm
> list
> verify
