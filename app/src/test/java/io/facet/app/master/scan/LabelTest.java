package io.facet.app.master.scan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelTest {

    @ParameterizedTest
    @CsvSource({
        "x.jpg, ''",
        "pins_x.jpg, ''",
        "Ann/x.jpg, Ann",
        "Ann/Bob/x.jpg, Ann",
        "pins_Ann Lee/x.jpg, Ann Lee",
        "pin_Ann/x.jpg, Ann",
        "Pins_Ann/x.jpg, Pins_Ann",
        "pins_/x.jpg, pins_",
        "pin_/x.jpg, pin_",
        "pins_pin_Ann/x.jpg, pin_Ann",
        "pinsAnn/x.jpg, pinsAnn",
        "Ann/pins_Bob/x.jpg, Ann",
        "'pins_a,b/x.jpg', 'a,b'",
        "日本/x.jpg, 日本"
    })
    void labelIsTheFirstFolderWithoutThePrefixOfPinterest(String path, String label) {
        assertThat(new ImageItem(0, path, 1).label()).isEqualTo(label);
    }
}
