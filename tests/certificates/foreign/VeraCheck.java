import java.io.FileInputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Asks veraPDF about files: `VeraCheck 3a,ua1 FILE…` says per file and standard PASS or FAIL with the rules broken. */
public class VeraCheck {
    public static void main(String[] words) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (int place = 1; place < words.length; place++) {
            for (String name : words[0].split(",")) {
                PDFAFlavour flavour = PDFAFlavour.fromString(name);
                try (FileInputStream file = new FileInputStream(words[place]);
                        PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                    ValidationResult result = validator.validate(parser);
                    StringBuilder rules = new StringBuilder();
                    for (TestAssertion one : result.getTestAssertions()) {
                        if (one.getStatus() == TestAssertion.Status.FAILED)
                            rules.append(' ').append(one.getRuleId().getClause()).append('-').append(one.getRuleId().getTestNumber());
                    }
                    System.out.println(words[place] + "\t" + name + "\t" + (result.isCompliant() ? "PASS" : "FAIL") + "\t" + rules.toString().trim());
                }
            }
        }
    }
}
