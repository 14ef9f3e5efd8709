"""Thirteen patients as files of answers: what each told at the first start, and who they are."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Persona:
    """One patient: a name for the test, who it is, and the file of answers."""

    name: str
    who: str
    answers: str


_ALL_DAYS = 'days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]'

PERSONAS = (
    Persona(
        "no name yet",
        "45, sore right hip for months, nobody has told her what it is",
        f'age = 45\nsore_side = "right"\nareas = ["hip"]\nusual_pain = 3\n{_ALL_DAYS}',
    ),
    Persona(
        "hip arthritis",
        "66, arthritis of the left hip",
        'pathway = "hip_arthritis"\nage = 66\nsore_side = "left"\nareas = ["hip", "groin"]\n'
        f'usual_pain = 4\nequipment = ["step"]\n{_ALL_DAYS}',
    ),
    Persona(
        "gluteal tendon",
        "54, gluteal tendon pain on the right, steady 4 of 10",
        'pathway = "gluteal_tendon"\nage = 54\nsore_side = "right"\nareas = ["outer hip"]\n'
        f"usual_pain = 4\n{_ALL_DAYS}",
    ),
    Persona(
        "athlete with a groin pinch",
        "27, FAI on the right, football, has a loop band",
        'pathway = "groin_pinch"\nage = 27\nsore_side = "right"\nareas = ["groin"]\n'
        'usual_pain = 2\ndemand = "much"\nequipment = ["loop_band", "step", "mat"]\n'
        f'goals = ["Play football"]\n{_ALL_DAYS}',
    ),
    Persona(
        "two weeks after a replacement",
        "71, right hip replaced from behind two weeks ago, on crutches",
        'pathway = "after_replacement"\nage = 71\nsore_side = "right"\n'
        'precautions = ["thr_posterior"]\nweight_bearing = "as tolerated"\n'
        f'equipment = ["walking_aid", "armchair", "bed"]\n{_ALL_DAYS}',
    ),
    Persona(
        "operated, no weight on the leg",
        "39, hip operated on the left, may put no weight on it, wishes to loosen up",
        'age = 39\nsore_side = "left"\nprecautions = ["thr_early"]\nweight_bearing = "none"\n'
        f'goals = ["Loosen up"]\n{_ALL_DAYS}',
    ),
    Persona(
        "back and hip, worse when bending",
        "50, low back and left hip, pain on bending",
        'pathway = "low_back_and_hip"\nage = 50\nsore_side = "left"\n'
        'areas = ["lower back", "hip"]\nprecautions = ["flexion_sensitive_back"]\n'
        f"usual_pain = 4\n{_ALL_DAYS}",
    ),
    Persona(
        "osteoporosis and unsteady",
        "75, osteoporosis, a fall last year, getting up from the floor is hard",
        'pathway = "bone_health"\nage = 75\nbone_health = true\nsore_side = "right"\n'
        'precautions = ["balance_impaired", "floor_transfer_hard"]\n'
        f"usual_pain = 3\n{_ALL_DAYS}",
    ),
    Persona(
        "28 weeks pregnant",
        "31, 28 weeks pregnant, pelvic girdle pain",
        'pathway = "pelvic_girdle"\nage = 31\npregnancy = true\npregnancy_week = 28\n'
        f'areas = ["pelvis"]\nusual_pain = 4\n{_ALL_DAYS}',
    ),
    Persona(
        "hypermobile",
        "23, very bendy joints, sore left hip without a name",
        f'age = 23\nsore_side = "left"\nlooseness = true\nusual_pain = 3\n{_ALL_DAYS}',
    ),
    Persona(
        "neuropathy and unsteady",
        "68, numb feet from a nerve condition, unsteady, sore right hip",
        'age = 68\nsore_side = "right"\n'
        f'precautions = ["reduced_sensation", "balance_impaired"]\nusual_pain = 3\n{_ALL_DAYS}',
    ),
    Persona(
        "usual pain of seven",
        "59, both hips, usual pain 7, constant at night",
        f'age = 59\nusual_pain = 7\nsigns = ["night_pain"]\n{_ALL_DAYS}',
    ),
    Persona(
        "cannot bear weight",
        "80, fell yesterday and cannot put weight on the left leg",
        f'age = 80\nsore_side = "left"\nsigns = ["cannot_weight_bear"]\n{_ALL_DAYS}',
    ),
)
