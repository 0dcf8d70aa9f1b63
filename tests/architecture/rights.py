"""Who may do what: every address, every action and every stream, as a table.

The cast is that of `tests.world`:

- chair, secretary: lead the council; the chair also holds the association's seat
- representative: holds the social enterprise's seat and writes in the closed room
- officer: holds the municipality's seat; is not in the closed room
- drafter: deputises for the advisers; reads the closed room
- facilitator: holds the advisers' seat; is not in the closed room
- manager: looks after the social enterprise's people; has no seat
- outsider: acts for an organisation without a seat
- former: was the municipality's deputy until the membership ended
- hatless: signed in, belongs to no organisation
- admin: runs the installation, belongs to no organisation
- visitor: has not signed in
- guest: came into the room of a workshop with its code, without an account; elsewhere what a visitor is

A line gives who gets what; the first part that names a role holds. `in` means: sent to the sign-in. Names in
braces are things that `tests.architecture.stage` has put there.
"""

from tests.architecture import workshops

CAST = [
    "chair", "secretary", "representative", "officer", "drafter", "facilitator",
    "manager", "outsider", "former", "hatless", "admin", "visitor", "guest",
]  # fmt: skip

GROUPS = {
    "everybody": CAST,
    "others": CAST,
    "council": ["chair", "secretary", "representative", "officer", "drafter", "facilitator"],
    "leaders": ["chair", "secretary"],
    "around": ["chair", "secretary", "representative", "officer", "drafter", "facilitator", "manager"],
    "asf": ["representative", "manager"],
    "inside": ["chair", "secretary", "representative", "drafter"],
    "asked": ["representative", "manager", "drafter", "facilitator", "chair", "secretary", "officer", "admin"],
    "room": ["facilitator", "chair", "drafter", "officer", "representative", "manager", "guest"],
    "hosts": ["facilitator", "chair", "drafter"],
    "runs": ["facilitator", "chair"],
    "joins": [
        "chair",
        "secretary",
        "representative",
        "officer",
        "drafter",
        "facilitator",
        "manager",
        "outsider",
        "guest",
    ],
    "nobody": [],
}
"""`room`, `hosts` and `runs` are those in the room of the workshop, those who lead it and those at its wheel. `inside` are those who may read the closed room; `asked` those who see the consultation that was sent out."""

PAGES = """
GET  /                                            everybody 200
GET  /nyheter/                                    everybody 200
GET  /tillganglighet/                             everybody 200
GET  /stil/                                        everybody 200
GET  /livez                                       everybody 200
GET  /readyz                                      everybody 200

GET  /min-sida/                                   visitor in, others 200
POST /min-sida/agera-for/                         visitor in, others 302
POST /min-sida/session/{chairs_session}/          visitor in, chair 302, others 404
POST /min-sida/bjud-in/                           visitor in, manager 302, former+hatless+admin 422, others 403
POST /min-sida/inbjudan/{invitation}/ta-tillbaka/ visitor in, manager+admin 302, others 404
POST /min-sida/nycklar/                           visitor in, former+hatless+admin 422, others 200
POST /min-sida/nycklar/{officers_token}/aterkalla/ visitor in, officer 302, others 404
GET  /min-sida/webhookar/                         visitor in, others 200
GET  /min-sida/webhookar/ny/                      visitor in, former+hatless+admin 409, others 200
POST /min-sida/webhookar/ny/                      visitor in, former+hatless+admin 409, council 200, others 422
GET  /min-sida/webhookar/{webhook}/               visitor in, representative+manager+admin 200, others 404
GET  /min-sida/webhookar/{webhook}/andra/         visitor in, representative+manager+admin 200, others 404
POST /min-sida/webhookar/{webhook}/andra/         visitor in, representative 302, manager+admin 422, others 404
POST /min-sida/webhookar/{webhook}/hemlighet/     visitor in, representative+manager+admin 200, others 404
POST /min-sida/webhookar/{webhook}/pausa/         visitor in, representative+manager+admin 302, others 404
POST /min-sida/webhookar/{paused_webhook}/ateruppta/ visitor in, representative+manager+admin 302, others 404
POST /min-sida/webhookar/{webhook}/prova/         visitor in, representative+manager+admin 302, others 404
POST /min-sida/webhookar/{webhook}/sand-igen/     visitor in, representative+manager+admin 302, others 404
POST /min-sida/webhookar/{webhook}/ta-bort/       visitor in, representative+manager+admin 302, others 404
POST /min-sida/leverans/{delivery}/sand-igen/     visitor in, representative+manager+admin 302, others 404
GET  /inbjudan/{secret}/                          everybody 200
POST /inbjudan/{secret}/                          everybody 302
POST /demo/logga-in/                              everybody 302
GET  /demo/post/                                  everybody 200
GET  /demo/post/{mail}/                           everybody 200

GET  /rad/                                        visitor in, others 200
GET  /rad/sjoby/                                  visitor in, others 200
GET  /rad/sjoby/aktivitet/                        visitor in, council 200, others 404
GET  /rad/lansradet/aktivitet/                    visitor in, others 404
GET  /rad/sok/                                    visitor in, others 200
GET  /sok/                                        everybody 200

GET  /rad/sjoby/oppna-rum/                        visitor in, leaders+admin 200, others 403
POST /rad/sjoby/oppna-rum/                        visitor in, leaders+admin 302, others 403
GET  /rad/sjoby/platser/                          visitor in, leaders+manager+admin 200, others 403
POST /rad/sjoby/platser/                          visitor in, leaders+admin 302, others 403
GET  /rad/sjoby/platser/{asf_seat}/utse/          visitor in, leaders+manager+admin 200, others 403
POST /rad/sjoby/platser/{asf_seat}/utse/          visitor in, leaders+manager+admin 302, others 403
GET  /rad/sjoby/platser/{adviser_seat}/utse/      visitor in, leaders+admin 200, others 403
POST /rad/sjoby/platser/{adviser_seat}/utse/      visitor in, leaders+admin 302, others 403
POST /rad/sjoby/mandat/{asf_mandate}/avsluta/     visitor in, leaders+manager+admin 302, others 403
POST /rad/sjoby/mandat/{officers_mandate}/avsluta/ visitor in, leaders+admin 302, others 403
POST /rad/sjoby/uppdrag/                          visitor in, leaders+admin 302, others 403
POST /rad/sjoby/uppdrag/{secretarys_office}/avsluta/ visitor in, leaders+admin 302, others 403

GET  /rad/sjoby/rum/upphandling/                  visitor in, council 200, others 404
GET  /rad/sjoby/rum/upphandling/aktivitet/        visitor in, council 200, others 404
POST /rad/sjoby/rum/upphandling/skriv/            visitor in, council 302, others 404
POST /rad/sjoby/rum/upphandling/last/             visitor in, council 302, others 404
GET  /rad/sjoby/rum/fortroligt/                   visitor in, inside 200, others 404
GET  /rad/sjoby/rum/fortroligt/aktivitet/         visitor in, inside 200, others 404
POST /rad/sjoby/rum/fortroligt/skriv/             visitor in, drafter 403, inside 302, others 404
POST /rad/sjoby/rum/fortroligt/last/              visitor in, inside 302, others 404

GET  /rad/sjoby/rum/upphandling/installningar/    visitor in, leaders 200, council 403, others 404
POST /rad/sjoby/rum/upphandling/installningar/    visitor in, leaders 302, council 403, others 404
POST /rad/sjoby/rum/upphandling/medlemmar/        visitor in, leaders 302, council 403, others 404
POST /rad/sjoby/rum/upphandling/arkivera/         visitor in, leaders 302, council 403, others 404
GET  /rad/sjoby/rum/fortroligt/installningar/     visitor in, leaders 200, inside 403, others 404
POST /rad/sjoby/rum/fortroligt/installningar/     visitor in, leaders 302, inside 403, others 404
POST /rad/sjoby/rum/fortroligt/medlemmar/         visitor in, leaders 302, inside 403, others 404
POST /rad/sjoby/rum/fortroligt/medlemmar/{guest}/ visitor in, leaders 302, inside 403, others 404
POST /rad/sjoby/rum/fortroligt/arkivera/          visitor in, leaders 302, inside 403, others 404

GET  /meddelande/{message}/                       visitor in, council 302, others 404
GET  /meddelande/{message}/historik/              visitor in, council 200, others 404
GET  /meddelande/{message}/andra/                 visitor in, officer 200, council 403, others 404
POST /meddelande/{message}/andra/                 visitor in, officer 302, council 403, others 404
POST /meddelande/{message}/ta-bort/               visitor in, officer 302, council 403, others 404
POST /meddelande/{message}/reagera/               visitor in, council 302, others 404
POST /meddelande/{message}/dolj/                  visitor in, leaders 302, council 403, others 404
POST /meddelande/{message}/las/                   visitor in, leaders 302, council 403, others 404
POST /meddelande/{message}/fraga/                 visitor in, council 302, others 404
POST /meddelande/{reply}/svar/                    visitor in, council 302, others 404
GET  /meddelande/{message}/atgard/                visitor in, council 200, others 404
POST /meddelande/{message}/atgard/                visitor in, council 302, others 404
GET  /meddelande/{hidden}/atgard/                 visitor in, council 403, others 404
GET  /meddelande/{secret_message}/atgard/         visitor in, inside 200, others 404
POST /meddelande/{secret_message}/atgard/         visitor in, inside 302, others 404
GET  /meddelande/{secret_message}/                visitor in, inside 302, others 404
GET  /meddelande/{secret_message}/historik/       visitor in, inside 200, others 404
POST /meddelande/{secret_message}/reagera/        visitor in, drafter 403, inside 302, others 404
POST /meddelande/{secret_message}/ta-bort/        visitor in, representative 302, inside 403, others 404

GET  /fil/{file}/                                 visitor in, council 200, others 404
GET  /fil/{unsent_file}/                          visitor in, officer 200, others 404
GET  /fil/{secret_file}/                          visitor in, inside 200, others 404
"""

API = """
GET    /api/v1/api-info                           everybody 200
GET    /api/v1/openapi.json                       everybody 200
GET    /api/v1/asyncapi.json                      everybody 200

GET    /api/v1/streams/room:{room}/events         visitor 401, guest 404, council 200, others 404
GET    /api/v1/streams/room:{closed_room}/events  visitor 401, guest 404, inside 200, others 404
POST   /api/v1/streams/room:{room}/typing         visitor 401, council 204, others 404
POST   /api/v1/streams/room:{closed_room}/typing  visitor 401, inside 204, others 404

GET    /api/v1/me                                 visitor 401, others 200
GET    /api/v1/organisations                      visitor 401, others 200
GET    /api/v1/organisations/{asf}                visitor 401, others 200
GET    /api/v1/organisations/{asf}/members        visitor 401, others 200
GET    /api/v1/organisations/{asf}/invitations    visitor 401, manager+admin 200, others 404
POST   /api/v1/organisations/{asf}/invitations    visitor 401, manager+admin 201, others 404
DELETE /api/v1/memberships/{asf_membership}       visitor 401, representative+manager+admin 204, others 404
DELETE /api/v1/invitations/{invitation}           visitor 401, manager+admin 204, others 404
GET    /api/v1/tokens                             visitor 401, others 200
POST   /api/v1/tokens                             visitor 401, former+hatless+admin 409, others 201
DELETE /api/v1/tokens/{officers_token}            visitor 401, officer 204, others 404

GET    /api/v1/webhooks                           visitor 401, others 200
POST   /api/v1/webhooks                           visitor 401, former+hatless+admin 409, council 201, others 422
GET    /api/v1/webhooks/{webhook}                 visitor 401, representative+manager+admin 200, others 404
PATCH  /api/v1/webhooks/{webhook}                 visitor 401, representative+manager+admin 200, others 404
DELETE /api/v1/webhooks/{webhook}                 visitor 401, representative+manager+admin 204, others 404
POST   /api/v1/webhooks/{webhook}/secret          visitor 401, representative+manager+admin 200, others 404
GET    /api/v1/webhooks/{webhook}/deliveries      visitor 401, representative+manager+admin 200, others 404
POST   /api/v1/webhooks/{webhook}/ping            visitor 401, representative+manager+admin 202, others 404
POST   /api/v1/webhooks/{webhook}/replay          visitor 401, representative+manager+admin 202, others 404
POST   /api/v1/deliveries/{delivery}/replay       visitor 401, representative+manager+admin 202, others 404

GET    /api/v1/councils                           visitor 401, others 200
POST   /api/v1/councils                           visitor 401, admin 201, others 403
GET    /api/v1/councils/sjoby                     visitor 401, others 200
GET    /api/v1/councils/sjoby/seats               visitor 401, others 200
POST   /api/v1/councils/sjoby/seats               visitor 401, leaders+admin 201, others 403
POST   /api/v1/councils/sjoby/offices             visitor 401, leaders+admin 201, others 403
GET    /api/v1/councils/sjoby/activity            visitor 401, council 200, others 404
POST   /api/v1/seats/{asf_seat}/mandates          visitor 401, leaders+manager+admin 201, others 403
POST   /api/v1/seats/{adviser_seat}/mandates      visitor 401, leaders+admin 201, others 403
DELETE /api/v1/mandates/{asf_mandate}             visitor 401, leaders+manager+admin 204, others 403
DELETE /api/v1/mandates/{officers_mandate}        visitor 401, leaders+admin 204, others 403
DELETE /api/v1/offices/{secretarys_office}        visitor 401, leaders+admin 204, others 403

GET    /api/v1/rooms                              visitor 401, others 200
POST   /api/v1/rooms?council=sjoby                visitor 401, leaders+admin 201, others 403
GET    /api/v1/rooms/{room}                       visitor 401, council 200, others 404
PUT    /api/v1/rooms/{room}                       visitor 401, leaders 200, council 403, others 404
POST   /api/v1/rooms/{room}/archive               visitor 401, leaders 200, council 403, others 404
PUT    /api/v1/rooms/{room}/summary               visitor 401, leaders 200, council 403, others 404
GET    /api/v1/rooms/{room}/members               visitor 401, council 200, others 404
POST   /api/v1/rooms/{room}/members               visitor 401, leaders 201, council 403, others 404
DELETE /api/v1/rooms/{closed_room}/members/{guest} visitor 401, leaders 204, inside 403, others 404
GET    /api/v1/rooms/{room}/snapshot              visitor 401, council 200, others 404
GET    /api/v1/rooms/{room}/messages              visitor 401, council 200, others 404
POST   /api/v1/rooms/{room}/messages              visitor 401, council 201, others 404
POST   /api/v1/rooms/{room}/attachments           visitor 401, council 201, others 404
PUT    /api/v1/rooms/{room}/draft                 visitor 401, council 200, others 404
PUT    /api/v1/rooms/{room}/read                  visitor 401, council 200, others 404
GET    /api/v1/rooms/{room}/activity              visitor 401, council 200, others 404

GET    /api/v1/rooms/{closed_room}                visitor 401, inside 200, others 404
PUT    /api/v1/rooms/{closed_room}                visitor 401, leaders 200, inside 403, others 404
POST   /api/v1/rooms/{closed_room}/archive        visitor 401, leaders 200, inside 403, others 404
PUT    /api/v1/rooms/{closed_room}/summary        visitor 401, leaders 200, inside 403, others 404
GET    /api/v1/rooms/{closed_room}/members        visitor 401, inside 200, others 404
POST   /api/v1/rooms/{closed_room}/members        visitor 401, leaders 201, inside 403, others 404
GET    /api/v1/rooms/{closed_room}/snapshot       visitor 401, inside 200, others 404
GET    /api/v1/rooms/{closed_room}/messages       visitor 401, inside 200, others 404
POST   /api/v1/rooms/{closed_room}/messages       visitor 401, drafter 403, inside 201, others 404
POST   /api/v1/rooms/{closed_room}/attachments    visitor 401, drafter 403, inside 201, others 404
PUT    /api/v1/rooms/{closed_room}/draft          visitor 401, inside 200, others 404
PUT    /api/v1/rooms/{closed_room}/read           visitor 401, inside 200, others 404
GET    /api/v1/rooms/{closed_room}/activity       visitor 401, inside 200, others 404

GET    /api/v1/messages/{message}                 visitor 401, council 200, others 404
PATCH  /api/v1/messages/{message}                 visitor 401, officer 200, council 403, others 404
DELETE /api/v1/messages/{message}                 visitor 401, officer 200, council 403, others 404
GET    /api/v1/messages/{message}/revisions       visitor 401, council 200, others 404
PUT    /api/v1/messages/{message}/reactions/agree visitor 401, council 200, others 404
DELETE /api/v1/messages/{message}/reactions/agree visitor 401, council 200, others 404
POST   /api/v1/messages/{message}/hide            visitor 401, leaders 200, council 403, others 404
POST   /api/v1/messages/{hidden}/unhide           visitor 401, leaders 200, council 403, others 404
POST   /api/v1/messages/{message}/lock            visitor 401, leaders 200, council 403, others 404
POST   /api/v1/messages/{message}/unlock          visitor 401, leaders 200, council 403, others 404
POST   /api/v1/messages/{message}/question        visitor 401, council 200, others 404
GET    /api/v1/messages/{secret_message}          visitor 401, inside 200, others 404
PATCH  /api/v1/messages/{secret_message}          visitor 401, representative 200, inside 403, others 404
DELETE /api/v1/messages/{secret_message}          visitor 401, representative 200, inside 403, others 404
GET    /api/v1/messages/{secret_message}/revisions visitor 401, inside 200, others 404
PUT    /api/v1/messages/{secret_message}/reactions/agree visitor 401, drafter 403, inside 200, others 404
POST   /api/v1/messages/{secret_message}/hide     visitor 401, leaders 200, inside 403, others 404
POST   /api/v1/messages/{secret_message}/question visitor 401, drafter 403, inside 200, others 404
POST   /api/v1/messages/{message}/activities      visitor 401, council 201, others 404
POST   /api/v1/messages/{secret_message}/activities visitor 401, inside 201, others 404

GET    /api/v1/questions                          visitor 401, others 200
POST   /api/v1/questions/{question}/answer        visitor 401, leaders+representative 200, council 403, others 404
POST   /api/v1/questions/{question}/withdraw      visitor 401, leaders+officer 200, council 403, others 404
GET    /api/v1/search?q=stenar                    visitor 401, others 200
GET    /api/v1/public-search                      everybody 200
"""

ACTIONS = """
accounts.add_organisation                         admin
accounts.add_membership    to the asf             manager+admin
accounts.end_membership    the representative's   representative+manager+admin
accounts.invite            to the asf             manager+admin
accounts.withdraw_invitation                      manager+admin
accounts.accept_invitation                        everybody
accounts.create_token      for the officer's hat  officer
accounts.revoke_token      the officer's          officer+admin

api.create_webhook         for the representative's hat representative
api.change_webhook         the asf's              representative+manager+admin
api.rotate_webhook_secret  of the asf's           representative+manager+admin
api.pause_webhook          the asf's              representative+manager+admin
api.resume_webhook         the asf's paused one   representative+manager+admin
api.ping_webhook           the asf's              representative+manager+admin
api.replay_webhook         the asf's              representative+manager+admin
api.replay_delivery        of the asf's           representative+manager+admin
api.delete_webhook         the asf's              representative+manager+admin
api.disable_webhook        the asf's              nobody

council.found_council                             admin
council.add_seat                                  leaders+admin
council.appoint            to the asf's seat      leaders+manager+admin
council.end_mandate        in the asf's seat      leaders+manager+admin
council.give_office                               leaders+admin
council.end_office                                leaders+admin

council.open_room                                 leaders+admin
council.change_room        the open one           leaders
council.archive_room       the open one           leaders
council.edit_summary       of the open one        leaders
council.invite_member      to the closed one      leaders
council.remove_member      from the closed one    leaders
council.dispose            in the open one        nobody

council.post_message       in the open room       council
council.post_message       in the closed room     leaders+representative
council.post_message       in an archived room    nobody
council.attach_file        in the open room       council
council.attach_file        in the closed room     leaders+representative
council.save_draft         in the open room       council
council.save_draft         in the closed room     inside
council.mark_read          in the open room       council
council.mark_read          in the closed room     inside
council.edit_message       the officer's          officer
council.delete_message     the officer's          officer
council.react              to the officer's       council
council.react              in the closed room     leaders+representative
council.react              to a hidden one        nobody
council.take_back_reaction from the officer's     council
council.hide_message       the officer's          leaders
council.show_message       a hidden one           leaders
council.lock_thread        the officer's          leaders
council.unlock_thread      the officer's          leaders
council.ask_question       by the officer's       council
council.ask_question       in the closed room     leaders+representative
council.answer_question    put to the asf         leaders+representative
council.withdraw_question  the officer's          leaders+officer

council.tie_room           the open one           leaders
council.make_activity      of the officer's       council
council.make_activity      in the closed room     inside
council.tell_of_activity                          nobody
council.tell_of_goal                              nobody
"""

ACTIONS += """
network.propose_goal                              around+admin
network.change_goal        an adopted one         leaders
network.change_goal        proposed by the asf    leaders+asf
network.adopt_goal                                leaders
network.close_goal                                leaders
network.state_status                              leaders
network.state_position                            around
network.make_commitment    for the asf            leaders+asf
network.confirm_commitment the asf's              asf
network.end_commitment     the asf's              leaders+asf
network.add_activity                              around
network.change_activity    the asf's              leaders+asf

network.add_dimension                             leaders
network.add_indicator                             leaders
network.change_indicator                          leaders
network.set_target                                leaders
network.assign_reporter    in the asf             leaders+asf
network.end_reporting      of the asf             leaders
network.open_period                               leaders
network.change_due_day                            leaders
network.close_period                              leaders
network.lock_period                               leaders
network.reopen_period                             leaders

network.open_return        of a figure           asf+officer
network.report_values      of a figure           asf+officer
network.write_values       in the asf's           asf
network.attach_evidence    in the asf's           asf
network.submit_return      the asf's              asf
network.answer_without_figures the asf's          asf
network.approve_return     the municipality's     leaders
network.send_back_return   the municipality's     leaders
network.reopen_return      the asf's              asf

network.publish_benchmark                         leaders
network.open_impact_call                          leaders
network.answer_impact_call                        asf
network.close_impact_call                         leaders
network.tell_impact_sum                           nobody
network.stop_reminders     the officer's          officer
network.resume_reminders   the officer's          officer
network.save_scenario                             around
network.change_scenario    the representative's   leaders+representative
network.publish_scenario                          leaders
"""

PAGES += """
GET  /mal/sjoby/paminnelser/                      visitor in, leaders 200, around 403, others 404
GET  /min-sida/paminnelser/                       visitor in, others 200
POST /min-sida/paminnelser/                       visitor in, around 302, others 404
GET  /paminnelser/stoppa/{stop}/                  everybody 200
POST /paminnelser/stoppa/{stop}/                  everybody 200
GET  /mal/sjoby/nytt/                             visitor in, around 200, others 404
POST /mal/sjoby/nytt/                             visitor in, around 302, others 404
GET  /mal/sjoby/{goal_number}/andra/              visitor in, leaders 200, around 403, others 404
POST /mal/sjoby/{goal_number}/andra/              visitor in, leaders 302, around 403, others 404
GET  /mal/sjoby/{proposed_number}/andra/          visitor in, leaders+asf 200, around 403, others 404
POST /mal/sjoby/{proposed_number}/andra/          visitor in, leaders+asf 302, around 403, others 404
GET  /mal/sjoby/{proposed_number}/anta/           visitor in, leaders 200, around 403, others 404
POST /mal/sjoby/{proposed_number}/anta/           visitor in, leaders 302, around 403, others 404
GET  /mal/sjoby/{goal_number}/avsluta/            visitor in, leaders 200, around 403, others 404
POST /mal/sjoby/{goal_number}/avsluta/            visitor in, leaders 302, around 403, others 404
GET  /mal/sjoby/{stated_number}/lage/             visitor in, leaders 200, around 403, others 404
POST /mal/sjoby/{stated_number}/lage/             visitor in, leaders 302, around 403, others 404
GET  /mal/sjoby/{goal_number}/standpunkt/         visitor in, around 200, others 404
POST /mal/sjoby/{goal_number}/standpunkt/         visitor in, around 302, others 404
GET  /mal/sjoby/{goal_number}/atagande/           visitor in, around 200, others 404
POST /mal/sjoby/{goal_number}/atagande/           visitor in, leaders+asf 302, around 422, others 404
POST /mal/sjoby/{goal_number}/atagande/{commitment}/bekrafta/ visitor in, asf 302, around 403, others 404
POST /mal/sjoby/{goal_number}/atagande/{commitment}/avsluta/ visitor in, leaders+asf 302, around 403, others 404
GET  /mal/sjoby/{goal_number}/atgarder/           visitor in, around 200, others 404
POST /mal/sjoby/{goal_number}/atgarder/           visitor in, around 302, others 404
GET  /mal/sjoby/{goal_number}/atgard/{activity}/  visitor in, leaders+asf 200, around 403, others 404
POST /mal/sjoby/{goal_number}/atgard/{activity}/  visitor in, leaders+asf 302, around 403, others 404

GET  /mal/sjoby/{goal_number}/matt/nytt/          visitor in, leaders 200, around 403, others 404
POST /mal/sjoby/{goal_number}/matt/nytt/          visitor in, leaders 302, around 403, others 404
GET  /mal/sjoby/matt/platser/andra/               visitor in, leaders 200, around 403, others 404
POST /mal/sjoby/matt/platser/andra/               visitor in, leaders 302, around 403, others 404
GET  /mal/sjoby/matt/platser/malvarden/           visitor in, leaders 200, around 403, others 404
POST /mal/sjoby/matt/platser/malvarden/           visitor in, leaders 302, around 403, others 404
GET  /mal/sjoby/matt/platser/rapportorer/         visitor in, leaders+asf+officer 200, around 403, others 404
POST /mal/sjoby/matt/platser/rapportorer/         visitor in, leaders+asf 302, around 403, others 404
POST /mal/sjoby/matt/platser/rapportorer/{assignment}/avsluta/ visitor in, leaders 302, around 403, others 404
GET  /mal/sjoby/indelningar/                      visitor in, around 200, others 404
POST /mal/sjoby/indelningar/                      visitor in, leaders 302, around 403, others 404

GET  /mal/sjoby/perioder/                         visitor in, around 200, others 404
POST /mal/sjoby/perioder/                         visitor in, leaders 302, around 403, others 404
GET  /mal/sjoby/perioder/{period}/forfallodag/    visitor in, leaders 200, around 403, others 404
POST /mal/sjoby/perioder/{period}/forfallodag/    visitor in, leaders 302, around 403, others 404
POST /mal/sjoby/perioder/{period}/stang/          visitor in, leaders 302, around 403, others 404
GET  /mal/sjoby/perioder/{period}/las/            visitor in, leaders 200, around 403, others 404
POST /mal/sjoby/perioder/{period}/las/            visitor in, leaders 302, around 403, others 404
GET  /mal/sjoby/perioder/{period}/oppna/          visitor in, leaders 200, around 403, others 404
POST /mal/sjoby/perioder/{period}/oppna/          visitor in, leaders 422, around 403, others 404

GET  /mal/sjoby/jamforelser/                      around 200, others 404
GET  /mal/sjoby/jamforelser/ny/                   visitor in, leaders 200, around 403, others 404
POST /mal/sjoby/jamforelser/ny/                   visitor in, leaders 302, around 403, others 404
GET  /mal/sjoby/konsekvenser/                     visitor in, around 200, others 404
GET  /mal/sjoby/konsekvenser/ny/                  visitor in, leaders 200, around 403, others 404
POST /mal/sjoby/konsekvenser/ny/                  visitor in, leaders 302, around 403, others 404
GET  /mal/sjoby/konsekvenser/{impact_call}/       visitor in, around 200, others 404
POST /mal/sjoby/konsekvenser/{impact_call}/svar/  visitor in, asf 302, around 403, others 404
POST /mal/sjoby/konsekvenser/{impact_call}/stang/ visitor in, leaders 302, around 403, others 404
GET  /mal/sjoby/kalkyler/                         around 200, others 404
GET  /mal/sjoby/kalkyler/ny/                      visitor in, around 200, others 404
POST /mal/sjoby/kalkyler/ny/                      visitor in, around 302, others 404
GET  /mal/sjoby/kalkyler/{scenario}/              around 200, others 404
GET  /mal/sjoby/kalkyler/{scenario}/andra/        visitor in, leaders+representative 200, around 403, others 404
POST /mal/sjoby/kalkyler/{scenario}/andra/        visitor in, leaders+representative 302, around 403, others 404
POST /mal/sjoby/kalkyler/{scenario}/publicera/    visitor in, leaders 302, around 403, others 404
"""

PAGES += """
GET  /mal/                                        everybody 200
GET  /mal/sjoby/                                  around 200, others 404
GET  /mal/sjoby/matris/                           around 200, others 404
GET  /mal/sjoby/{goal_number}/                    around 200, others 404
GET  /mal/sjoby/matt/platser/                     around 200, others 404
GET  /mal/sjoby/perioder/{period}/                visitor in, around 200, others 404
GET  /mal/sjoby/perioder/{period}/rapport.pdf     visitor in, around 200, others 404
"""

API += """
GET    /api/v1/goals                              everybody 200
POST   /api/v1/goals                              visitor 401, around+admin 201, others 403
GET    /api/v1/goals/{goal}                       around 200, others 404
PUT    /api/v1/goals/{goal}                       visitor 401, leaders 200, around 403, others 404
PUT    /api/v1/goals/{proposed}                   visitor 401, leaders+asf 200, around 403, others 404
POST   /api/v1/goals/{proposed}/adopt             visitor 401, leaders 200, around 403, others 404
POST   /api/v1/goals/{goal}/close                 visitor 401, leaders 200, around 403, others 404
POST   /api/v1/goals/{stated}/status              visitor 401, leaders 200, around 403, others 404
GET    /api/v1/goals/{goal}/positions             visitor 401, around 200, others 404
POST   /api/v1/goals/{goal}/positions             visitor 401, around 201, others 404
GET    /api/v1/goals/{goal}/commitments           visitor 401, around 200, others 404
POST   /api/v1/goals/{goal}/commitments           visitor 401, leaders+asf 201, around 403, others 404
DELETE /api/v1/commitments/{commitment}           visitor 401, leaders+asf 204, around 403, others 404
POST   /api/v1/commitments/{commitment}/confirm   visitor 401, asf 200, around 403, others 404
POST   /api/v1/goals/{goal}/activities            visitor 401, around 201, others 404
GET    /api/v1/goals/{goal}/timeline              visitor 401, around 200, others 404
GET    /api/v1/councils/sjoby/matrix              visitor 401, around 200, others 404
GET    /api/v1/activities                         visitor 401, others 200
GET    /api/v1/activities/{activity}              visitor 401, around 200, others 404
PUT    /api/v1/activities/{activity}              visitor 401, leaders+asf 200, around 403, others 404

GET    /api/v1/dimensions                         visitor 401, others 200
POST   /api/v1/dimensions                         visitor 401, leaders 201, others 403
GET    /api/v1/indicators                         everybody 200
POST   /api/v1/indicators                         visitor 401, leaders 201, around 403, others 404
GET    /api/v1/indicators/{indicator}             around 200, others 404
PUT    /api/v1/indicators/{indicator}             visitor 401, leaders 200, around 403, others 404
GET    /api/v1/indicators/{indicator}/series      around 200, others 404
GET    /api/v1/indicators/{indicator}/targets     visitor 401, around 200, others 404
POST   /api/v1/indicators/{indicator}/targets     visitor 401, leaders 201, around 403, others 404
GET    /api/v1/indicators/{indicator}/assignments visitor 401, around 200, others 404
POST   /api/v1/indicators/{indicator}/assignments visitor 401, leaders+asf 201, around 403, others 404
DELETE /api/v1/assignments/{assignment}           visitor 401, leaders 204, around 403, others 404

GET    /api/v1/periods                            visitor 401, others 200
POST   /api/v1/periods                            visitor 401, leaders 201, others 403
GET    /api/v1/periods/{period}                   visitor 401, around 200, others 404
PATCH  /api/v1/periods/{period}                   visitor 401, leaders 200, around 403, others 404
POST   /api/v1/periods/{period}/close             visitor 401, leaders 200, around 403, others 404
POST   /api/v1/periods/{period}/lock              visitor 401, leaders 200, around 403, others 404
POST   /api/v1/periods/{period}/reopen            visitor 401, leaders 409, around 403, others 404
GET    /api/v1/periods/{period}/figures           visitor 401, around 200, others 404
GET    /api/v1/periods/{period}/snapshots         visitor 401, around 200, others 404

GET    /api/v1/returns                            visitor 401, others 200
POST   /api/v1/returns                            visitor 401, asf+officer 201, around 403, others 404
GET    /api/v1/returns/{draft}                    visitor 401, asf 200, others 404
GET    /api/v1/returns/{sent}                     visitor 401, leaders+officer 200, others 404
PUT    /api/v1/returns/{draft}/values             visitor 401, asf 200, others 404
POST   /api/v1/returns/{draft}/submit             visitor 401, asf 200, others 404
POST   /api/v1/returns/{draft}/answer             visitor 401, asf 200, others 404
POST   /api/v1/returns/{draft}/evidence           visitor 401, asf 201, others 404
GET    /api/v1/evidence/{evidence}                visitor 401, asf 200, others 404
POST   /api/v1/returns/{approved}/reopen          visitor 401, asf 200, leaders 403, others 404
POST   /api/v1/returns/{sent}/approve             visitor 401, leaders 200, officer 403, others 404
POST   /api/v1/returns/{sent}/send-back           visitor 401, leaders 200, officer 403, others 404
GET    /api/v1/values                             everybody 200

GET    /api/v1/benchmarks                         visitor 401, others 200
POST   /api/v1/benchmarks                         visitor 401, leaders 201, others 403
GET    /api/v1/benchmarks/{benchmark}             visitor 401, around 200, others 404
GET    /api/v1/impact-calls                       visitor 401, others 200
POST   /api/v1/impact-calls                       visitor 401, leaders 201, others 403
GET    /api/v1/impact-calls/{impact_call}         visitor 401, around 200, others 404
PUT    /api/v1/impact-calls/{impact_call}/answer  visitor 401, asf 200, around 403, others 404
POST   /api/v1/impact-calls/{impact_call}/close   visitor 401, leaders 200, around 403, others 404
GET    /api/v1/scenarios                          visitor 401, others 200
POST   /api/v1/scenarios                          visitor 401, around 201, others 403
GET    /api/v1/scenarios/{scenario}               visitor 401, around 200, others 404
PUT    /api/v1/scenarios/{scenario}               visitor 401, leaders+representative 200, around 403, others 404
POST   /api/v1/scenarios/{scenario}/publish       visitor 401, leaders 200, around 403, others 404
"""

STREAMS = """
room:{room}                                       council
room:{closed_room}                                inside
council:{council}                                 council
goals:{council}                                   around
goals:{county}                                    nobody
desk:{council}                                    leaders
council:{county}                                  nobody
organisation:{asf_id}                             representative+manager
organisation:{outside_id}                         outsider
person:{officer_id}                               officer
person:{former_id}                                former
"""

PAGES += """
GET  /mal/sjoby/filer/                            around 200, others 404
GET  /mal/sjoby/filer/oppna.csv                   around 200, others 404
GET  /mal/sjoby/filer/varden.xlsx                 around 200, others 404
GET  /mal/sjoby/filer/mina.json                   around 200, others 404
GET  /mal/sjoby/filer/definitioner.csv            around 200, others 404
GET  /mal/sjoby/filer/import/                     visitor in, around 200, others 404
POST /mal/sjoby/filer/import/                     visitor in, around 422, others 404
GET  /datasets/dcat                               everybody 200
"""

API += """
GET    /api/v1/exports/values.csv?council=sjoby   around 200, others 404
GET    /api/v1/exports/values.csv?council=sjoby&scope=own around 200, others 404
GET    /api/v1/exports/values.xlsx?council=sjoby  around 200, others 404
GET    /api/v1/exports/values.json?council=sjoby  around 200, others 404
GET    /api/v1/exports/definitions.csv?council=sjoby around 200, others 404
POST   /api/v1/imports                            visitor 401, around 422, others 404
"""

ACTIONS += """
network.keep_import                               around
network.import_values                             around
"""

PAGES += """
GET  /rapportera/                                 visitor in, others 200
GET  /rapportera/granska/                         visitor in, others 200
GET  /rapportera/sjoby/{period}/                  visitor in, asf+officer 200, others 404
POST /rapportera/sjoby/{period}/                  visitor in, asf+officer 302, others 404
GET  /rapportera/rapport/{draft}/                 visitor in, asf 200, others 404
GET  /rapportera/rapport/{sent}/                  visitor in, leaders+officer 200, others 404
POST /rapportera/rapport/{draft}/spara/           visitor in, asf 302, others 404
POST /rapportera/rapport/{sent}/spara/            visitor in, officer 302, leaders 403, others 404
POST /rapportera/rapport/{draft}/skicka/          visitor in, asf 302, others 404
POST /rapportera/rapport/{draft}/inget/           visitor in, asf 302, others 404
POST /rapportera/rapport/{approved}/ta-upp/       visitor in, asf 302, leaders 403, others 404
POST /rapportera/rapport/{draft}/underlag/        visitor in, asf 302, others 404
POST /rapportera/rapport/{sent}/godkann/          visitor in, leaders 302, officer 403, others 404
POST /rapportera/rapport/{sent}/aterlamna/        visitor in, leaders 302, officer 403, others 404
GET  /rapportera/underlag/{evidence}/             visitor in, asf 200, others 404
"""

PAGES += """
GET  /flode/nyheter.xml                           everybody 200
GET  /ical/kalender.ics                           everybody 200
GET  /ical/{event_standing}.ics                   everybody 200
GET  /sitemap.xml                                 everybody 200
GET  /robots.txt                                  everybody 200
GET  /prenumerera/                                everybody 200
POST /prenumerera/                                everybody 303
GET  /prenumerera/bekrafta/{confirm_mail}/        everybody 200
POST /prenumerera/bekrafta/{confirm_mail}/        everybody 302
GET  /prenumerera/sluta/{stop_mail}/              everybody 200
POST /prenumerera/sluta/{stop_mail}/              everybody 200
GET  /rapportera-tillganglighet/                  everybody 200
POST /rapportera-tillganglighet/                  everybody 303
GET  /arenden/                                    visitor in, leaders+admin 200, others 404
GET  /arenden/{barrier_secret}/                   everybody 200
GET  /arenden/hantera/{barrier}/                  visitor in, leaders+admin 200, others 404
POST /arenden/hantera/{barrier}/                  visitor in, leaders+admin 302, others 404
"""

ACTIONS += """
cms.subscribe                                     everybody
cms.confirm_subscription                          everybody
cms.end_subscription                              everybody
cms.report_barrier                                everybody
cms.take_barrier           the association's      leaders+admin
cms.answer_barrier         the association's      leaders+admin
cms.remind_of_barrier                             nobody
cms.forget_reporter                               nobody
"""

PAGES += """
GET  /farskhet/                                   visitor in, others 200
GET  /farskhet/lista.csv                          visitor in, others 200
POST /farskhet/{standing}/bekrafta/               visitor in, leaders+admin 302, others 403
POST /farskhet/{lapsed_standing}/bekrafta/        visitor in, asf+admin 302, officer 403, others 404
"""

API += """
POST   /api/v1/pages/{lapsed_standing}/confirm    visitor 401, asf+admin 200, officer 403, others 404
"""

ACTIONS += """
cms.confirm_page           the asf's              asf+admin
"""

STREAMS += """
site:{site}                                           everybody
"""

PAGES += """
GET  /remisser/                                   everybody 200
GET  /remisser/{consultation}/                    asked 200, others 404
GET  /remisser/{prepared}/                        officer+admin 200, others 404
GET  /remisser/{consultation}/sammanstallning/    officer+admin 200, others 404
GET  /remisser/{consultation}/svar/{given_answer}/ drafter+facilitator+officer+admin 200, others 404
GET  /remisser/{consultation}/svar/{own_answer}/  others 404
GET  /remisser/ny/{policy_number}/                  visitor in, officer 200, others 403
POST /remisser/ny/{policy_number}/                  visitor in, officer 302, others 403
GET  /remisser/{prepared}/andra/                  visitor in, officer 200, admin 403, others 404
POST /remisser/{prepared}/andra/                  visitor in, officer 302, admin 403, others 404
GET  /remisser/{prepared}/fragor/                 visitor in, officer 200, admin 403, others 404
POST /remisser/{prepared}/fragor/                 visitor in, officer 302, admin 403, others 404
GET  /remisser/{prepared}/instanser/              visitor in, officer 200, admin 403, others 404
POST /remisser/{prepared}/instanser/              visitor in, officer 302, admin 403, others 404
POST /remisser/{prepared}/instanser/{party}/ta-bort/ visitor in, officer 302, admin 403, others 404
POST /remisser/{prepared}/oppna/                  visitor in, officer 302, admin 403, others 404
GET  /remisser/{consultation}/mer-tid/            visitor in, officer 200, asked 403, others 404
POST /remisser/{consultation}/mer-tid/            visitor in, officer 302, asked 403, others 404
GET  /remisser/{consultation}/dra-tillbaka/       visitor in, officer 200, asked 403, others 404
POST /remisser/{consultation}/dra-tillbaka/       visitor in, officer 302, asked 403, others 404
POST /remisser/{consultation}/stang/              visitor in, officer 302, asked 403, others 404
GET  /remisser/{consultation}/bemotande/standpunkt/{given_position}/ visitor in, officer 200, asked 403, others 404
POST /remisser/{consultation}/bemotande/standpunkt/{given_position}/ visitor in, officer 302, asked 403, others 404
POST /remisser/{consultation}/bemotande/synpunkt/{given_remark}/ visitor in, officer 302, asked 403, others 404
GET  /remisser/{consultation}/rum/{text_section}/ visitor in, officer 200, asked 403, others 404
POST /remisser/{consultation}/rum/{text_section}/ visitor in, officer 302, asked 403, others 404
POST /remisser/{consultation}/delta/              visitor in, asked 403, others 404
GET  /remisser/{consultation}/svara/              visitor in, representative+manager 200, drafter+facilitator+chair+secretary 302, others 404
POST /remisser/{consultation}/svara/              visitor in, representative+manager+drafter+facilitator+chair+secretary 302, others 404
POST /remisser/{consultation}/svara/ny-text/      visitor in, representative+manager+drafter+facilitator+chair+secretary 302, others 404
"""

API += """
GET    /api/v1/pages                              everybody 200
POST   /api/v1/pages/{standing}/confirm           visitor 401, chair+secretary+admin 200, others 403
GET    /api/v1/consultations                      everybody 200
POST   /api/v1/consultations                      visitor 401, officer 201, others 404
GET    /api/v1/consultations/{consultation}       asked 200, others 404
GET    /api/v1/consultations/{prepared}           officer+admin 200, others 404
PUT    /api/v1/consultations/{prepared}           visitor 401, officer 200, admin 403, others 404
PUT    /api/v1/consultations/{prepared}/questions visitor 401, officer 200, admin 403, others 404
POST   /api/v1/consultations/{prepared}/parties   visitor 401, officer 201, admin 403, others 404
DELETE /api/v1/consultations/{prepared}/parties/{party} visitor 401, officer 204, admin 403, others 404
POST   /api/v1/consultations/{prepared}/open      visitor 401, officer 200, admin 403, others 404
POST   /api/v1/consultations/{consultation}/subject visitor 401, officer 409, asked 403, others 404
POST   /api/v1/consultations/{consultation}/deadline visitor 401, officer 200, asked 403, others 404
POST   /api/v1/consultations/{consultation}/close visitor 401, officer 409, asked 403, others 404
POST   /api/v1/consultations/{consultation}/withdraw visitor 401, officer 200, asked 403, others 404
POST   /api/v1/consultations/{consultation}/publish visitor 401, officer 409, asked 403, others 404
POST   /api/v1/consultations/{consultation}/join  visitor 401, asked 403, others 404
GET    /api/v1/consultations/{consultation}/answers asked 200, others 404
GET    /api/v1/consultations/{consultation}/answer visitor 404, representative+manager+drafter+facilitator+chair+secretary 200, others 404
PUT    /api/v1/consultations/{consultation}/answer visitor 401, representative+manager 200, drafter+facilitator+chair+secretary 412, others 404
POST   /api/v1/consultations/{consultation}/answer/give visitor 401, representative+manager 200, drafter+facilitator+chair+secretary 412, others 404
POST   /api/v1/consultations/{consultation}/answer/subject visitor 401, representative+manager 200, drafter+facilitator+chair+secretary 412, others 404
PUT    /api/v1/consultations/{consultation}/positions/{given_position}/response visitor 401, officer 200, drafter+facilitator+admin 403, others 404
PUT    /api/v1/consultations/{consultation}/remarks/{given_remark}/response visitor 401, officer 200, chair+secretary+admin 403, others 404
"""

ACTIONS += """
cms.lay_foundation                                admin
cms.record_published                              officer+admin
cms.record_unpublished                            officer+admin
cms.record_moved                                  officer+admin
cms.record_deleted                                officer+admin
cms.confirm_page           the association's      chair+secretary+admin
cms.mark_overdue                                  nobody
cms.lapse                                         nobody
cms.note_reminded                                 nobody

cms.prepare_consultation   on the municipality's  officer
cms.change_consultation                           officer
cms.set_questions                                 officer
cms.add_party                                     officer
cms.remove_party                                  officer
cms.open_consultation                             officer
cms.replace_subject                               officer
cms.extend_deadline                               officer
cms.close_consultation                            officer
cms.close_when_over                               nobody
cms.withdraw_consultation                         officer
cms.respond                                       officer
cms.publish_consultation                          officer
cms.tie_section_room                              officer
cms.note_party_reminded                           nobody
cms.save_answer            for the asf            asf
cms.adopt_subject          of the asf's           asf
cms.give_answer            the asf's              asf
cms.join_consultation      open to all            chair+secretary+representative+drafter+facilitator+manager+outsider
"""

STREAMS += """
consultation:{consultation}                       asked
consultation:{prepared}                           officer+admin
"""

PAGES += """
GET  /policyversion/{policy_version}/                        everybody 200
GET  /policyversion/{policy_version}/jamfor/{newer_version}/ everybody 200
GET  /policylofte/{promise}/                      visitor in, around+admin 200, others 403
POST /policylofte/{promise}/                      visitor in, officer+leaders+admin 302, others 403
"""

ACTIONS += """
cms.keep_version           the municipality's     officer+admin
cms.tie_commitment         the municipality's     officer+leaders+admin
"""

PAGES += """
GET  /media/{public_media}                        everybody 200
GET  /media/{secret_media}                        admin 200, others 404
"""

ACTIONS += """
cms.note_draft                                    officer+admin
cms.record_step                                   officer+admin
"""

PAGES += workshops.PAGES
API += workshops.API
ACTIONS += workshops.ACTIONS
STREAMS += workshops.STREAMS
